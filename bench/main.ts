import { runCommand } from '../cli/lib/runCommand'
import type { Benchmark, Outcome } from './benchmark'
import { BENCHMARKS } from './benchmarks'
import { describeMachine } from './machine'
import { readOptions } from './options'
import { renderReport } from './report'
import { withDeadline } from './support/withDeadline'

/** `npm run bench`: how fast the emulator and the app are on this machine. Only the report goes to stdout. */
await runCommand(async () => {
  const { json, only } = readOptions(process.argv.slice(2))
  const chosen = BENCHMARKS.filter(({ part }) => only === undefined || part === only)
  // Before the first benchmark, so that its load average is that of the others on this machine.
  const machine = describeMachine()
  const outcomes: Outcome[] = []
  for (const [index, benchmark] of chosen.entries()) {
    process.stderr.write(`${index + 1}/${chosen.length} ${benchmark.title} …\n`)
    outcomes.push(await measure(benchmark))
  }
  process.stdout.write(json ? `${JSON.stringify({ machine, benchmarks: outcomes }, null, 2)}\n` : renderReport(machine, outcomes))
})

async function measure({ id, title, method, findObstacle, run }: Benchmark): Promise<Outcome> {
  const obstacle = findObstacle?.()
  if (obstacle !== undefined) return { id, title, method, rows: [], obstacle }
  return { id, title, method, rows: await withDeadline(title, run()) }
}
