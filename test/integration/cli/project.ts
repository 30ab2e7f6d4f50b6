import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { withoutTestMarks } from '../../../cli/lib/appEnv'
import { ROOT } from '../../../cli/lib/root'

/** A clone of this project in which commands may write, so that a developer's own .env.local is not touched. */
export interface Project {
  root: string
  /** The text of .env.local, or null when there is none. */
  readEnv: () => string | null
  writeEnv: (text: string) => void
  /** Runs a command of the project to its end, with nobody at the terminal. */
  run: (command: 'setup' | 'doctor', args: string[]) => Promise<CommandResult>
  remove: () => void
}

export interface CommandResult {
  code: number | null
  stdout: string
  stderr: string
}

/** What the commands load, and what they push. */
const PARTS = ['cli', 'common', 'convex', 'emulators', 'server', 'package.json', 'convex.json', '.env.example']
/** Everything that would tell a command something about the services. */
const TELLING = /^(?:WORKOS_|CONVEX_|PORT$|CI$)/

export function copyProject(): Project {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'project-')))
  for (const part of PARTS) cpSync(join(ROOT, part), join(root, part), { recursive: true })
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'), 'junction')
  // The project's own extends one that Nuxt generates.
  writeFileSync(join(root, 'tsconfig.json'), '{}\n')
  const envFile = join(root, '.env.local')
  return {
    root,
    readEnv: () => existsSync(envFile) ? readFileSync(envFile, 'utf8') : null,
    writeEnv: text => writeFileSync(envFile, text),
    run: async (command, args) => {
      const child = spawn(process.execPath, ['--import', 'tsx', join('cli', `${command}.ts`), ...args], {
        cwd: root,
        env: Object.fromEntries(Object.entries(withoutTestMarks(process.env)).filter(([name]) => !TELLING.test(name))),
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      const result: CommandResult = { code: null, stdout: '', stderr: '' }
      child.stdout.on('data', chunk => result.stdout += String(chunk))
      child.stderr.on('data', chunk => result.stderr += String(chunk))
      result.code = (await once(child, 'close') as [number | null])[0]
      return result
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  }
}
