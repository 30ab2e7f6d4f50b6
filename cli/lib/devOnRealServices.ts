import { printQuickFindings } from '../doctor/quick'
import { startApp } from './app'
import { binScript } from './binScript'
import type { Children } from './children'
import type { DevOptions } from './devOptions'
import { printLine } from './devOutput'
import { chooseDevPorts } from './devPorts'
import { realScreen } from './devScreen'
import { readEnvironment } from './envFiles'
import { chosenDeployment } from './convexDeployment'
import { placeOtherApps, startOtherApps } from './otherApps'
import { readPorts } from './ports'
import { Problem } from './problem'
import { ROOT } from './root'
import { untilOneExits } from './untilOneExits'
import { waitForAnswer } from './waitForAnswer'
import { watchFunctions } from './watchFunctions'

export async function devOnRealServices(children: Children, env: NodeJS.ProcessEnv, { others: folders }: DevOptions): Promise<void> {
  requireDeployment(env)
  console.log('Starting the app on WorkOS and Convex …')
  const ports = await chooseDevPorts(readPorts(env), ['app'])
  const port = ports.app
  const others = await placeOtherApps(folders, ports)

  const cli = { args: [binScript('convex'), 'dev'], cwd: ROOT, env }
  const functions = watchFunctions(children, cli, line => printLine('functions', line))
  const watched = functions ? [functions.child] : []
  // The first run of the Convex CLI writes CONVEX_URL, which the app cannot start without.
  if (!env.CONVEX_URL && functions) await Promise.race([functions.firstPush, untilOneExits(watched)])
  const appEnv = readEnvironment(ROOT)

  const app = startApp(children, { port, env: appEnv, onLine: line => printLine('nuxt', line) })
  const started = [app, ...watched]
  await Promise.race([waitForAnswer(app, `http://127.0.0.1:${port}/`), untilOneExits(started)])
  started.push(...await Promise.race([startOtherApps(children, others, port, appEnv), untilOneExits(started)]))
  console.log(realScreen(port, appEnv.CONVEX_URL ?? 'no CONVEX_URL', others))
  await Promise.race([printQuickFindings(children, ROOT), untilOneExits(started)])
  await untilOneExits(started)
}

/** The Convex CLI would ask questions, and several processes cannot share one keyboard. */
function requireDeployment(env: NodeJS.ProcessEnv): void {
  if (chosenDeployment(env)) return
  throw new Problem([
    'WORKOS_API_KEY is set, but no Convex deployment is chosen.',
    'Run `npm run setup` to choose one; it is remembered in .env.local.',
    'To use the local emulators instead, unset WORKOS_API_KEY.',
  ].join('\n'))
}
