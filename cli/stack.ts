import { startApp } from './lib/app'
import { emulatorAppEnv } from './lib/appEnv'
import { ensureBuild } from './lib/build'
import { createCookiePassword } from './lib/cookiePassword'
import { startEmulators } from './lib/emulators'
import { fillDatabase } from './lib/fillDatabase'
import { readPorts, requireFreePorts } from './lib/ports'
import { pushFunctions } from './lib/pushFunctions'
import { runCommand } from './lib/runCommand'
import { readStackOptions } from './lib/stackOptions'
import { untilOneExits } from './lib/untilOneExits'
import { waitForAnswer } from './lib/waitForAnswer'

/**
 * `npm run stack`: emulators and app for tests. One line on stdout says that all is up;
 * everything the parts say goes to stderr. Variables the caller sets reach the app as they are.
 */
await runCommand(async (children) => {
  const { port, tokenTtl, prod } = readStackOptions(process.argv.slice(2))
  const ports = { ...readPorts(process.env), ...port !== undefined && { app: port } }
  await requireFreePorts(ports)
  const print = (source: string, line: string) => process.stderr.write(`${source.padEnd(9)} ${line}\n`)

  if (prod) await ensureBuild(children, line => print('build', line))
  const env = { ...emulatorAppEnv(ports), WORKOS_COOKIE_PASSWORD: createCookiePassword(), ...process.env }
  const app = startApp(children, { port: ports.app, env, prod, onLine: line => print('app', line) })
  const startBackend = async () => {
    const emulators = await startEmulators(children, { ports, tokenTtl, onLine: print })
    const convexUrl = `http://127.0.0.1:${ports.convex}`
    await pushFunctions(children, convexUrl, line => print('functions', line))
    await fillDatabase(convexUrl)
    return emulators
  }
  const [emulators] = await Promise.all([startBackend(), waitForAnswer(app, `http://127.0.0.1:${ports.app}/`)])
  process.stdout.write(`ready http://localhost:${ports.app}\n`)
  await untilOneExits([app, ...emulators])
})
