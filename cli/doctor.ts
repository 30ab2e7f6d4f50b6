import { formatFinding } from '../common/finding'
import { findOldNode } from './doctor/checks/nodeVersion'
import { gatherNode } from './doctor/facts/node'
import { ROOT } from './lib/root'

/** `npm run doctor`: finds what is wrong between the application, WorkOS and Convex, and says what to do. */
try {
  const [{ runCommand }, { doctor }] = await Promise.all([import('./lib/runCommand'), import('./doctor/main')])
  await runCommand(async children => await doctor(children, process.argv.slice(2)))
}
catch (error) {
  // A Node that is old enough does not even load the rest.
  const finding = findOldNode(gatherNode(ROOT))
  if (!finding) throw error
  console.error(formatFinding(finding))
  process.exitCode = 1
}
