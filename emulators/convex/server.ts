import { rm } from 'node:fs/promises'
import type { Server } from 'node:http'
import { Deployment } from './deployment'
import { createMainApp, createSiteApp } from './http/createHttpApp'
import { listen } from './http/listen'
import type { RouteContext } from './http/route'
import { prepareCacheDirectory } from './push/cacheDirectory'
import { PushSession } from './push/pushSession'
import { SyncServer } from './sync/syncServer'
import type { Ports } from './commandLine'

export interface RunningServer {
  url: string
  siteUrl: string
  stop: () => Promise<void>
}

/** Opens both ports and puts a deployment behind them. */
export async function startServer({ port, sitePort, adminKey }: Ports & { adminKey: string }): Promise<RunningServer> {
  const main = await listen(port)
  const site = await listen(sitePort).catch(async (error: unknown) => {
    await close(main.server)
    throw error
  })
  const cacheDirectory = await prepareCacheDirectory(main.port)
  // Ports may have been chosen by the system, and the deployment's functions can ask for its URLs.
  const deployment = new Deployment({ adminKey, cloudUrl: main.url, siteUrl: site.url, cacheDirectory })
  const sync = new SyncServer(deployment)
  const context: RouteContext = { deployment, sync, pushes: new PushSession(deployment) }
  main.server.on('request', createMainApp(context))
  site.server.on('request', createSiteApp(context))
  main.server.on('upgrade', (request, socket, head) => sync.upgrade(request, socket, head))
  return {
    url: main.url,
    siteUrl: site.url,
    stop: async () => {
      sync.disconnectAll()
      await Promise.all([close(main.server), close(site.server)])
      await rm(cacheDirectory, { recursive: true, force: true })
    },
  }
}

function close(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise(resolve => server.close(() => resolve()))
}
