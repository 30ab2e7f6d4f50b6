import type { Children } from '../lib/children'
import { ROOT } from '../lib/root'
import { diagnose } from './diagnose'
import { gatherFacts } from './facts/gather'
import { DOCTOR_USAGE, readDoctorOptions } from './options'
import { isHealthy, renderJson, renderReport } from './report'
import { chooseToken } from './tokenSource'

/** Gathers the facts once, judges them, and tells by the exit code whether something is broken. */
export async function doctor(children: Children, args: string[]): Promise<void> {
  const options = readDoctorOptions(args)
  if (options.help) return console.log(DOCTOR_USAGE)
  const token = await chooseToken(options, process.stdin.isTTY === true && process.stdout.isTTY === true)
  const facts = await gatherFacts({ children, root: ROOT, compare: options.compare, token })
  const report = { findings: diagnose(facts), gaps: facts.gaps }
  console.log(options.json ? renderJson(report) : renderReport(report))
  process.exitCode = isHealthy(report) ? 0 : 1
}
