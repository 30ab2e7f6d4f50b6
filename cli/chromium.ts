import { obtainBrowser } from './lib/obtainBrowser'
import { runCommand } from './lib/runCommand'

/** Prints the path of the browser the tests run in, after installing one where there is none. */
await runCommand(async () => {
  console.log(obtainBrowser())
})
