import { ConvexHttpClient } from 'convex/browser'
import { afterAll, beforeAll } from 'vitest'
import { api } from './api'
import { setVariables } from './control'
import type { TestDeployment } from './deployment'
import { startIssuer } from './issuer'
import type { Issuer } from './issuer'

export interface TestProviders {
  issuer: Issuer
  use: (...providers: object[]) => Promise<void>
  /** Who a function sees. */
  whoIs: (token: string) => Promise<Record<string, unknown> | null>
  /** How a request with the token is turned down, before the missing function is even looked for. */
  refusalOf: (token: string) => Promise<{ status: number, code: string, message: string }>
}

/** An identity provider for all tests of a file, and ways to ask what the deployment makes of its tokens. */
export function useProviders(deployment: TestDeployment): TestProviders {
  const providers = {
    use: (...configured: object[]) => setVariables(deployment.emulator, { AUTH_PROVIDERS: JSON.stringify(configured) }),
    whoIs: async (token: string) => {
      const client = new ConvexHttpClient(deployment.emulator.url, { auth: token, logger: false })
      return await client.query(api.session.whoAmI, {}) as Record<string, unknown> | null
    },
    refusalOf: async (token: string) => {
      const response = await fetch(`${deployment.emulator.url}/api/query`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Authorization': `Bearer ${token}` },
        body: JSON.stringify({ path: 'no:such', args: {} }),
      })
      return { status: response.status, ...await response.json() as { code: string, message: string } }
    },
  } as TestProviders
  beforeAll(async () => {
    providers.issuer = await startIssuer()
  })
  afterAll(() => providers.issuer?.stop())
  return providers
}

export function secondsAgo(seconds: number): number {
  return Math.floor(Date.now() / 1000) - seconds
}
