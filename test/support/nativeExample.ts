import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { withoutTestMarks } from '../../cli/lib/appEnv'
import { ROOT } from '../../cli/lib/root'

export interface NativeExample {
  output: () => string
  type: (line: string) => void
  /** The first match in what was said after the last one that was waited for. */
  waitFor: (pattern: RegExp, timeoutMs?: number) => Promise<RegExpExecArray>
  exited: Promise<number | null>
  kill: () => Promise<void>
}

/** Runs examples/native as a person at a terminal does. */
export function startNativeExample(args: string[]): NativeExample {
  const child = spawn(process.execPath, ['--import', 'tsx', 'examples/native/main.ts', '--no-browser', ...args], {
    cwd: ROOT, env: withoutTestMarks(process.env), stdio: ['pipe', 'pipe', 'pipe'],
  })
  // A test run that ends early leaves nothing behind.
  const killAtExit = () => child.kill('SIGKILL')
  process.once('exit', killAtExit)
  const exited = once(child, 'close').then(([code]) => {
    process.off('exit', killAtExit)
    return code as number | null
  })
  let said = ''
  let read = 0
  child.stdout.on('data', chunk => said += String(chunk))
  child.stderr.on('data', chunk => said += String(chunk))
  child.stdin.on('error', () => {})

  return {
    output: () => said,
    type: line => void child.stdin.write(`${line}\n`),
    waitFor: async (pattern, timeoutMs = 15_000) => {
      const end = Date.now() + timeoutMs
      for (;;) {
        const match = pattern.exec(said.slice(read))
        if (match) {
          read += match.index + match[0].length
          return match
        }
        if (Date.now() > end) throw new Error(`The example did not say ${pattern} within ${timeoutMs} ms:\n${said}`)
        await delay(50)
      }
    },
    exited,
    kill: async () => {
      child.kill('SIGKILL')
      await exited
    },
  }
}
