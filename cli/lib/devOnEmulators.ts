import { emulatorAppEnv } from './appEnv'
import { startApp } from './app'
import type { Children } from './children'
import { convexCli } from './convexCli'
import { keepCookiePassword } from './cookiePassword'
import type { DevOptions } from './devOptions'
import { printLine } from './devOutput'
import { chooseDevPorts } from './devPorts'
import { emulatorScreen } from './devScreen'
import { startEmulators } from './emulators'
import { fillDatabase } from './fillDatabase'
import { placeOtherApps, startOtherApps } from './otherApps'
import { readPorts } from './ports'
import { ROOT } from './root'
import { untilOneExits } from './untilOneExits'
import { waitForAnswer } from './waitForAnswer'
import { watchFunctions } from './watchFunctions'

export async function devOnEmulators(children: Children, env: NodeJS.ProcessEnv, { others: folders }: DevOptions): Promise<void> {
  console.log('Starting the app and its emulators …')
  const ports = await chooseDevPorts(readPorts(env), ['app', 'workos', 'convex'])
  const others = await placeOtherApps(folders, ports)
  const appEnv = {
    ...env,
    ...emulatorAppEnv(ports),
    WORKOS_COOKIE_PASSWORD: env.WORKOS_COOKIE_PASSWORD || keepCookiePassword(ROOT),
  }

  // Nuxt takes longest and needs the emulators only once somebody opens a page.
  const app = startApp(children, { port: ports.app, env: appEnv, onLine: line => printLine('nuxt', line) })
  const emulators = await startEmulators(children, { ports, otherOrigins: others.map(({ url }) => url), onLine: printLine })
  const cli = convexCli(['dev', '--typecheck', 'disable'], appEnv.CONVEX_URL)
  const functions = watchFunctions(children, cli, line => printLine('functions', line))
  const started = [app, ...emulators, ...functions ? [functions.child] : []]

  const isUp = Promise.all([waitForAnswer(app, `http://127.0.0.1:${ports.app}/`), functions?.firstPush])
  const [, push] = await Promise.race([isUp, untilOneExits(started)])
  if (push === 'pushed') await fillDatabase(appEnv.CONVEX_URL)
  started.push(...await Promise.race([startOtherApps(children, others, ports.app, appEnv), untilOneExits(started)]))
  console.log(emulatorScreen(ports, push, others))
  await untilOneExits(started)
}
