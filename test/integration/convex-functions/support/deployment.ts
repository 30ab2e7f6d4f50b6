import { WorkOS } from '@workos-inc/node'
import { ConvexClient, ConvexHttpClient } from 'convex/browser'
import { afterAll, beforeAll } from 'vitest'
import { Children } from '../../../../cli/lib/children'
import { convexCli } from '../../../../cli/lib/convexCli'
import { startEmulators } from '../../../../cli/lib/emulators'
import { fillDatabase } from '../../../../cli/lib/fillDatabase'
import { findRandomPorts } from '../../../../cli/lib/portProbe'
import { pushFunctions } from '../../../../cli/lib/pushFunctions'
import { CONVEX_EMULATOR, WORKOS_EMULATOR } from '../../../../emulators/defaults'

/**
 * Both emulators as `npm run dev` starts them, each in a process of its own, with the functions pushed
 * by the real CLI, and webhooks on their way from one to the other.
 */
export function useDeployment() {
  const children = new Children()
  const clients: ConvexClient[] = []
  const lines: string[] = []
  let convexUrl = ''
  let siteUrl = ''
  let workosUrl = ''
  let workos: WorkOS

  beforeAll(async () => {
    const [workosPort, convexPort, app] = await Promise.all([findRandomPorts(1), findRandomPorts(2), findRandomPorts(1)])
    convexUrl = `http://127.0.0.1:${convexPort}`
    siteUrl = `http://127.0.0.1:${convexPort + 1}`
    workosUrl = `http://127.0.0.1:${workosPort}`
    await startEmulators(children, { ports: { app, workos: workosPort, convex: convexPort }, tokenTtl: 3600, onLine: (_, line) => lines.push(line) })
    await pushFunctions(children, convexUrl, line => lines.push(line))
    await fillDatabase(convexUrl)
    workos = new WorkOS(WORKOS_EMULATOR.apiKey, { clientId: WORKOS_EMULATOR.clientId, apiHostname: '127.0.0.1', port: workosPort, https: false, maxRetries: 0 })
  }, 120_000)
  afterAll(async () => {
    await Promise.all(clients.map(client => client.close()))
    await children.stopAll()
  })

  return {
    get convexUrl() { return convexUrl },
    get siteUrl() { return siteUrl },
    get workos() { return workos },
    /** What the emulators and the functions printed. */
    lines,
    signIn: async (email: string) => {
      const { code } = await workos.userManagement.createMagicAuth({ email })
      const { accessToken, user } = await workos.userManagement.authenticateWithMagicAuth({ clientId: WORKOS_EMULATOR.clientId, email, code })
      return { accessToken, user }
    },
    http: (accessToken?: string) => new ConvexHttpClient(convexUrl, { logger: false, ...(accessToken && { auth: accessToken }) }),
    /** A client that is subscribed, as a browser's. */
    live: (accessToken: string) => {
      const client = new ConvexClient(convexUrl, { logger: false })
      client.setAuth(async () => accessToken)
      clients.push(client)
      return client
    },
    /** Any function, as `npx convex run` runs it. */
    run: async (path: string, args: object = {}): Promise<unknown> => {
      const response = await fetch(`${convexUrl}/api/function`, {
        method: 'POST',
        headers: { 'authorization': `Convex ${CONVEX_EMULATOR.adminKey}`, 'content-type': 'application/json' },
        body: JSON.stringify({ path, args, format: 'json' }),
      })
      const { status, value, errorMessage } = await response.json() as { status: string, value: unknown, errorMessage?: string }
      if (status !== 'success') throw new Error(errorMessage)
      return value
    },
    /** The real Convex CLI. @returns what it printed. */
    cli: async (...args: string[]): Promise<string> => {
      const printed: string[] = []
      const { code } = await children.start({ name: 'convex', ...convexCli(args, convexUrl), onLine: line => printed.push(line) }).exited
      if (code !== 0) throw new Error(printed.join('\n'))
      return printed.join('\n')
    },
    control: async (path: string, body: object = {}) => {
      const response = await fetch(workosUrl + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
      if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    },
  }
}
