import { WorkOS } from '@workos-inc/node'
import { ConvexClient } from 'convex/browser'
import { createConvexHttpClient } from '../../common/convexHttp'
import { Problem } from '../../cli/lib/problem'
import { api } from '../../convex/_generated/api'
import { WORKOS_EMULATOR } from '../../emulators/defaults'

const { apiKey, clientId } = WORKOS_EMULATOR
const EMAIL = 'benchmark@example.com'

/** Signs somebody up at WorkOS and writes their row into Convex. Returns their access token. */
export async function createUser(convexUrl: string, workosPort: number): Promise<string> {
  const { userManagement } = new WorkOS(apiKey, { clientId, apiHostname: '127.0.0.1', port: workosPort, https: false })
  const { code } = await userManagement.createMagicAuth({ email: EMAIL })
  const { accessToken } = await userManagement.authenticateWithMagicAuth({ clientId, email: EMAIL, code })
  await createConvexHttpClient(convexUrl, accessToken).action(api.users.ensure, {})
  return accessToken
}

/** A client like the one in the browser, once Convex has accepted its token. */
export async function connectClient(url: string, accessToken: string): Promise<ConvexClient> {
  const client = new ConvexClient(url, { logger: false, initialAuthTokenReuse: true })
  await new Promise<void>((resolve, reject) => {
    client.setAuth(
      () => Promise.resolve(accessToken),
      isAccepted => isAccepted ? resolve() : reject(new Problem('The Convex emulator did not accept the access token.')),
    )
  })
  return client
}
