import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { binScript } from './lib/binScript'
import { Problem } from './lib/problem'
import { runCommand } from './lib/runCommand'

/** `npm run soak -- --minutes 10`: the session tests, watching for that long, and what they counted. */
await runCommand(async (children) => {
  const { values } = parseArgs({ options: { minutes: { type: 'string', default: '10' } } })
  const minutes = Number(values.minutes)
  if (!(minutes > 0)) throw new Problem('Usage: npm run soak -- [--minutes N]')

  const folder = mkdtempSync(join(tmpdir(), 'soak-'))
  const figures = join(folder, 'figures.jsonl')
  try {
    const { code } = await children.start({
      name: 'vitest',
      args: [binScript('vitest'), 'run', '--project', 'browser', 'test/browser/session'],
      env: { ...process.env, SOAK_MINUTES: String(minutes), SOAK_FIGURES: figures },
    }).exited
    const lines = existsSync(figures) ? readFileSync(figures, 'utf8').trim().split('\n') : []
    for (const line of lines) {
      const counted = Object.entries(JSON.parse(line) as Record<string, string | number>)
      console.log(counted.map(([name, value]) => `${name} ${value}`).join(', '))
    }
    process.exitCode = code ?? 1
  }
  finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
