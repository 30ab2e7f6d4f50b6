import process from 'node:process'
import { CONVEX_EMULATOR } from '../defaults'
import { readPorts } from './commandLine'
import { PortInUseError } from './http/listen'
import { startServer } from './server'

/**
 * A local Convex deployment: `tsx emulators/convex/main.ts [--port N] [--site-port N]`.
 * It needs a process of its own, because the library that runs the functions replaces globals.
 */
async function main(): Promise<void> {
  process.setSourceMapsEnabled(true)
  const ports = readPorts(process.argv.slice(2), process.env)
  const server = await startServer({ ...ports, adminKey: CONVEX_EMULATOR.adminKey })
  const stop = () => {
    void server.stop().then(() => process.exit(0))
  }
  keepRunningAfterStrayErrors()
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  console.log(`ready ${server.url}`)
}

/** A promise or timer that a function left behind must not take the deployment down with it. */
function keepRunningAfterStrayErrors(): void {
  process.on('unhandledRejection', reason => console.error('[convex] A promise was rejected and nobody handled it:', reason))
  process.on('uncaughtException', error => console.error('[convex] An error was thrown outside of any request:', error))
}

main().catch((error: unknown) => {
  if (error instanceof PortInUseError) {
    console.error(`Port ${error.port} is in use, so the Convex emulator cannot start. Stop what listens there, or set CONVEX_EMULATOR_PORT to another port (HTTP actions use the one after it).`)
  }
  else {
    console.error(error)
  }
  process.exit(1)
})
