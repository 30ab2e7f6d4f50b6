import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { ROOT } from '../../../cli/lib/root'

/** What this project looks like to somebody who has just cloned it, with a shell in it. */
export interface Clone {
  read: (path: string) => string
  write: (path: string, text: string) => void
  /** Runs a command to its end. @throws Error with what it said, when it fails. */
  run: (command: string, options?: CommandOptions) => Promise<string>
  /** Starts a command that does not end by itself, and waits until it says something. @throws Error with what it said, when it ends before. */
  start: (command: string, until: RegExp, options?: CommandOptions) => Promise<Running>
  /** Does what `npm ci` does, by the packages that are here. CI runs the command itself: .ci/run. */
  install: () => Promise<void>
  remove: () => Promise<void>
}

export interface CommandOptions {
  env?: Record<string, string>
}

export interface Running {
  said: () => string
  /** A line, and Enter. */
  type: (line: string) => void
  stop: () => Promise<void>
}

/** What Git ignores, and Git's own. */
const NOT_CLONED = new Set(['node_modules', '.git', '.nuxt', '.output', '.vercel', '.netlify', '.wrangler', '.data', '.convex', '.stack', 'dist', 'coverage', 'test-results'])
const isCloned = (path: string) => !relative(ROOT, path).split(/[\\/]/).some(name => NOT_CLONED.has(name) || name === '.env' || /^\.env\.(?!example$)/.test(name))

export function createClone(): Clone {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'clone-')))
  cpSync(ROOT, root, { recursive: true, filter: isCloned })
  const running = new Set<Running>()

  function spawnShell(command: string, { env }: CommandOptions) {
    const { PATH = '', HOME = root } = process.env
    const child = spawn('bash', ['-c', command], {
      cwd: root,
      // Nothing of the test's own environment may tell a command what the page does not.
      env: { PATH, HOME, NUXT_TELEMETRY_DISABLED: '1', ...env },
      stdio: 'pipe',
      // A group of its own, because a shell and npm do not pass every signal on.
      detached: true,
    })
    let said = ''
    let stdout = ''
    child.stdout.on('data', (chunk) => {
      stdout += String(chunk)
      said += String(chunk)
    })
    child.stderr.on('data', chunk => said += String(chunk))
    child.stdin.on('error', () => {})
    return { child, said: () => said, stdout: () => stdout }
  }

  const clone: Clone = {
    read: path => readFileSync(join(root, path), 'utf8'),
    write: (path, text) => {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      writeFileSync(join(root, path), text)
    },
    run: async (command, options = {}) => {
      const { child, said, stdout } = spawnShell(command, options)
      child.stdin.end()
      const [code] = await once(child, 'close') as [number | null]
      if (code !== 0) throw new Error(`\`${command}\` ended with ${code}:\n${said()}`)
      return stdout()
    },
    start: async (command, until, options = {}) => {
      const { child, said } = spawnShell(command, options)
      const killAtExit = () => killGroup(child, 'SIGKILL')
      process.once('exit', killAtExit)
      const exited = once(child, 'close')
      const started: Running = {
        said,
        type: line => void child.stdin.write(`${line}\n`),
        stop: async () => {
          process.off('exit', killAtExit)
          running.delete(started)
          killGroup(child, 'SIGTERM')
          await exited
        },
      }
      running.add(started)
      await new Promise<void>((resolve, reject) => {
        const look = () => {
          if (until.test(said())) resolve()
        }
        child.stdout.on('data', look)
        child.stderr.on('data', look)
        void exited.then(() => reject(new Error(`\`${command}\` ended too early:\n${said()}`)))
      })
      return started
    },
    install: async () => {
      mkdirSync(join(root, 'node_modules'))
      for (const name of readdirSync(join(ROOT, 'node_modules'))) {
        // Nuxt builds in there, and two builds would take each other's files away.
        if (name !== '.cache') symlinkSync(join(ROOT, 'node_modules', name), join(root, 'node_modules', name), 'junction')
      }
      await clone.run('npm run prepare')
    },
    remove: async () => {
      for (const started of [...running]) await started.stop()
      rmSync(root, { recursive: true, force: true })
    },
  }
  return clone
}

function killGroup({ pid, exitCode, signalCode }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined || exitCode !== null || signalCode !== null) return
  try {
    process.kill(-pid, signal)
  }
  catch {
    // It has ended just now.
  }
}
