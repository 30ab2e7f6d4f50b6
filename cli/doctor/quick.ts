import type { Children } from '../lib/children'
import { diagnose } from './diagnose'
import { gatherFacts } from './facts/gather'
import { renderFinding } from './report'

/**
 * Prints what can be seen to be wrong in a moment, in the words of `npm run doctor`. For the start of development:
 * it only reads, and what it cannot read is no reason to stop.
 */
export async function printQuickFindings(children: Children, root: string): Promise<void> {
  try {
    const findings = diagnose(await gatherFacts({ children, root, token: { kind: 'none' }, quick: true }))
    for (const finding of findings) console.log(`${renderFinding(finding)}\n`)
    if (findings.length > 0) console.log('`npm run doctor` looks closer.\n')
  }
  catch (error) {
    console.log(`The configuration could not be looked at: ${error instanceof Error ? error.message : String(error)}\n`)
  }
}
