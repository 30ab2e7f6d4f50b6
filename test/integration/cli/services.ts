import { WORKOS_EMULATOR } from '../../../emulators/defaults'
import { startConvexEmulator, type ConvexEmulator } from '../../../emulators/convex/start'
import { createWorkosEmulator } from '../../../emulators/workos/server'

/** Both services, as somebody has them who has just signed up: nothing is configured. */
export interface Services {
  workosUrl: string
  convex: ConvexEmulator
  /** The options that name them, for a run without questions. */
  options: string[]
  /** A control route or an API route of the WorkOS emulator, with the API key. */
  workos: <T = unknown>(method: string, path: string, body?: unknown) => Promise<T>
  /** The requests that may have changed something since the log was emptied. */
  writes: () => Promise<string[]>
  convexVariables: () => Promise<Record<string, string>>
  setConvexVariables: (changes: Record<string, string | null>) => Promise<void>
  stop: () => Promise<void>
}

/** @param origin of the application, for what only WorkOS's dashboard can set: its redirects. */
export async function startServices(origin = 'http://localhost:3000'): Promise<Services> {
  const [emulator, convex] = await Promise.all([
    createWorkosEmulator({ port: 0, origins: [origin] }),
    startConvexEmulator(),
  ])
  const asAdmin = { 'authorization': `Convex ${convex.adminKey}`, 'content-type': 'application/json' }

  const workos = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const response = await fetch(emulator.url + path, {
      method,
      headers: { 'authorization': `Bearer ${WORKOS_EMULATOR.apiKey}`, 'content-type': 'application/json', 'accept': 'application/json' },
      ...body !== undefined && { body: JSON.stringify(body) },
    })
    const text = await response.text()
    return (text === '' ? null : JSON.parse(text)) as T
  }

  return {
    workosUrl: emulator.url,
    convex,
    options: [
      '--yes', '--api-key', WORKOS_EMULATOR.apiKey, '--client-id', WORKOS_EMULATOR.clientId, '--workos-url', emulator.url,
      '--convex', 'self-hosted', '--convex-url', convex.url, '--convex-admin-key', convex.adminKey,
    ],
    workos,
    writes: async () => {
      const requests = await workos<Array<{ method: string, path: string }>>('GET', '/_emulate/requests')
      // Setup proves that key and client belong together by a sign-in that must fail.
      return requests.map(({ method, path }) => `${method} ${path}`).filter(line => !line.startsWith('GET ') && line !== 'POST /user_management/authenticate')
    },
    convexVariables: async () => {
      const response = await fetch(`${convex.url}/api/query`, {
        method: 'POST',
        headers: asAdmin,
        body: JSON.stringify({ path: '_system/cli/queryEnvironmentVariables', args: {}, format: 'json' }),
      })
      const { value } = await response.json() as { value: Array<{ name: string, value: string }> }
      return Object.fromEntries(value.map(({ name, value }) => [name, value]))
    },
    setConvexVariables: async (variables) => {
      const changes = Object.entries(variables).map(([name, value]) => ({ name, value }))
      const response = await fetch(`${convex.url}/api/update_environment_variables`, { method: 'POST', headers: asAdmin, body: JSON.stringify({ changes }) })
      if (!response.ok) throw new Error(await response.text())
    },
    stop: async () => {
      await Promise.all([emulator.close(), convex.stop()])
    },
  }
}
