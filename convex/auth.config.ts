import type { AuthConfig } from 'convex/server'

const clientId = process.env.WORKOS_CLIENT_ID

export default { providers: [] } satisfies AuthConfig
void clientId
