import { emulatorAppEnv } from './lib/appEnv'
import { printLine } from './lib/devOutput'
import { startEmulators } from './lib/emulators'
import { fillDatabase } from './lib/fillDatabase'
import { readPorts, requireFreePorts } from './lib/ports'
import { pushFunctions } from './lib/pushFunctions'
import { runCommand } from './lib/runCommand'
import { untilOneExits } from './lib/untilOneExits'
import { CONVEX_EMULATOR } from '../emulators/defaults'

/** `npm run emulators`: only the emulators, with the functions pushed, for an app started by other means. */
await runCommand(async (children) => {
  const ports = readPorts(process.env)
  await requireFreePorts(ports, ['workos', 'convex'])

  const emulators = await startEmulators(children, { ports, onLine: printLine })
  const appEnv = emulatorAppEnv(ports)
  await pushFunctions(children, appEnv.CONVEX_URL, line => printLine('functions', line))
  await fillDatabase(appEnv.CONVEX_URL)

  const env = {
    ...appEnv,
    CONVEX_SELF_HOSTED_URL: appEnv.CONVEX_URL,
    CONVEX_SELF_HOSTED_ADMIN_KEY: CONVEX_EMULATOR.adminKey,
  }
  console.log(`\n# The app needs these, and a WORKOS_COOKIE_PASSWORD of 32 characters or more.`)
  for (const [name, value] of Object.entries(env)) console.log(`${name}='${value}'`)
  console.log(`\n# Mails: http://localhost:${ports.workos}/_emulate/inbox   Ctrl-C stops the emulators.`)
  await untilOneExits(emulators)
})
