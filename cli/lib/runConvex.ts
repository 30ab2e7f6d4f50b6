import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { withoutTestMarks } from './appEnv'
import { binScript } from './binScript'
import type { Children } from './children'
import { Problem } from './problem'

export interface ConvexRun {
  code: number | null
  stdout: string
  /** Everything it said, in order. */
  said: string
}

/** The project's real Convex CLI, on the deployment that the project's variables choose. */
export interface ConvexCli {
  /**
   * Runs it to its end, without a person.
   *
   * @param input what it reads; secrets go here, because arguments can be seen by others on the machine.
   * @throws Problem when it takes longer than a minute and a half.
   */
  run: (args: string[], input?: string) => Promise<ConvexRun>
  /** Lets it talk with the person at the terminal. @returns its exit code. */
  talk: (args: string[]) => Promise<number | null>
}

const TIMEOUT_MS = 90_000

/** @param env is added to this process's own; the CLI reads the project's files itself. */
export function createConvexCli(children: Children, root: string, env: NodeJS.ProcessEnv = {}): ConvexCli {
  const ownEnv = { ...withoutTestMarks(process.env), ...env }
  return {
    run: async (args, input) => {
      const stdout: string[] = []
      const said: string[] = []
      const child = children.start({
        name: 'convex',
        args: [binScript('convex'), ...args],
        cwd: root,
        // It reports crashes to its makers unless it believes to be in a CI, and offline waits for that.
        env: { ...ownEnv, CI: '1' },
        input: input ?? '',
        onLine: (line, stream) => {
          said.push(line)
          if (stream === 'stdout') stdout.push(line)
        },
      })
      const timeout = new AbortController()
      const exit = await Promise.race([child.exited, delay(TIMEOUT_MS, null, { signal: timeout.signal }).catch(() => null)])
      timeout.abort()
      if (!exit) throw new Problem(`\`npx convex ${args.join(' ')}\` did not end within ${TIMEOUT_MS / 1000} seconds.\n\n${said.join('\n')}`)
      return { code: exit.code, stdout: stdout.join('\n'), said: said.join('\n') }
    },
    talk: async (args) => {
      // In the foreground, with the keyboard: Ctrl-C reaches it as it reaches us.
      const child = spawn(process.execPath, [binScript('convex'), ...args], { cwd: root, env: ownEnv, stdio: 'inherit' })
      const [code] = await once(child, 'exit') as [number | null]
      return code
    },
  }
}
