import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { ROOT } from '../../../cli/lib/root'

function exitCodeOf(body: string): number | null {
  const script = `import { runCommand } from './cli/lib/runCommand.ts'; await runCommand(async () => { ${body} })`
  return spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], { cwd: ROOT, stdio: 'ignore' }).status
}

it.each([
  ['does nothing', '', 0],
  ['leaves an exit code', 'process.exitCode = 3', 3],
  ['throws', 'throw new Error("no")', 1],
])('a command that %s ends with its exit code', (_, body, code) => {
  expect(exitCodeOf(body)).toBe(code)
})
