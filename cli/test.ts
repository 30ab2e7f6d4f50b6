import { paint } from './lib/paint'
import { runCommand } from './lib/runCommand'
import { runVitest, stepsBeforeTests } from './lib/testSteps'

/**
 * `npm test`: everything CI runs, stopping at the first step that fails.
 * With arguments it runs only Vitest, with those: `npm test -- test/unit/cli`.
 */
await runCommand(async (children) => {
  const args = process.argv.slice(2)
  if (args.length > 0) return await runVitest(children, args)

  const times: string[] = []
  for (const step of stepsBeforeTests(children)) {
    console.log(paint('bold', `\n── ${step.name} ──`))
    const start = performance.now()
    await step.run()
    times.push(`${step.name} ${((performance.now() - start) / 1000).toFixed(1)} s`)
  }
  console.log(paint('bold', `\n── passed: ${times.join(', ')} ──`))
  // Last, so that what ends the output is the summary of the tests.
  await runVitest(children, [])
})
