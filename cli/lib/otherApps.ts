import { basename } from 'node:path'
import { startApp } from './app'
import type { Child, Children } from './children'
import { printLine } from './devOutput'
import { isPortFree } from './portProbe'
import type { Probe, Ports } from './ports'
import { untilOneExits } from './untilOneExits'
import { waitForAnswer } from './waitForAnswer'

/** An application that runs beside the main one, with the same services and the same session. */
export interface OtherApp {
  /** From the root. */
  folder: string
  name: string
  port: number
  url: string
}

/** Gives each the next free port after the main application's. */
export async function placeOtherApps(folders: string[], ports: Ports, isFree: Probe = isPortFree): Promise<OtherApp[]> {
  const taken = new Set([ports.workos, ports.convex, ports.convex + 1])
  const apps: OtherApp[] = []
  let port = ports.app
  for (const folder of folders) {
    do port++
    while (taken.has(port) || !await isFree(port))
    apps.push({ folder, name: basename(folder), port, url: `http://localhost:${port}` })
  }
  return apps
}

/** The main application's environment, cookie password included, but for the addresses. */
export function otherAppEnv({ url }: OtherApp, mainPort: number, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return {
    ...env,
    WORKOS_REDIRECT_URI: `${url}/auth/callback`,
    NUXT_PUBLIC_MAIN_APP_URL: `http://localhost:${mainPort}`,
  }
}

/**
 * Starts the development servers, one after the other, as two that start together would choose the same
 * port for their reloads.
 *
 * @throws Problem when one does not start.
 */
export async function startOtherApps(children: Children, apps: OtherApp[], mainPort: number, env: NodeJS.ProcessEnv): Promise<Child[]> {
  const started: Child[] = []
  for (const app of apps) {
    const { folder, name, port } = app
    const child = startApp(children, {
      folder, port, env: otherAppEnv(app, mainPort, env), onLine: line => printLine('nuxt', line, name),
    })
    started.push(child)
    await Promise.race([waitForAnswer(child, `http://127.0.0.1:${port}/`), untilOneExits(started)])
  }
  return started
}
