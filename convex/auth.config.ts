import type { AuthConfig } from 'convex/server'
import { workosOrigin } from './lib/workosOrigin'

const clientId = process.env.WORKOS_CLIENT_ID
const origin = workosOrigin(
  optional(() => process.env.WORKOS_API_HOSTNAME),
  optional(() => process.env.WORKOS_API_PORT),
  optional(() => process.env.WORKOS_API_HTTPS),
)
/** A self-hosted deployment that cannot read WorkOS's keys reads those that the application relays: docs/self-hosting.md. */
const jwks = optional(() => process.env.WORKOS_JWKS_URL) ?? `${origin}/sso/jwks/${clientId}`
const keys = { type: 'customJwt', algorithm: 'RS256', jwks } as const

/**
 * Whose access tokens this deployment accepts. WorkOS names itself in `iss` in one of two ways,
 * depending on the age of the environment; the first is shared by all of WorkOS's customers, so it
 * counts only with our client id in `aud`, which a JWT template adds.
 * https://docs.convex.dev/auth/authkit
 */
export default {
  providers: [
    { ...keys, issuer: `${origin}/`, applicationID: clientId },
    { ...keys, issuer: `${origin}/user_management/${clientId}` },
  ],
} satisfies AuthConfig

/** In this one file, reading a variable that is not set on the deployment throws. */
function optional(read: () => string | undefined): string | undefined {
  try {
    return read() || undefined
  }
  catch {
    return undefined
  }
}
