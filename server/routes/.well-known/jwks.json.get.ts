import { createError, defineEventHandler, setHeader } from 'h3'
import { useRuntimeConfig } from 'nitropack/runtime'
import { relayedJwks } from '../../utils/jwksRelay'

/**
 * WorkOS's keys, for a Convex that cannot read them at WorkOS itself: see docs/self-hosting.md. Public keys
 * are no secret, and who trusts them decides Convex's `auth.config.ts`. Off unless NUXT_AUTH_JWKS_RELAY=true.
 */
export default defineEventHandler(async (event) => {
  if (!useRuntimeConfig(event).auth.jwksRelay) throw createError({ statusCode: 404 })
  try {
    const jwks = await relayedJwks()
    setHeader(event, 'cache-control', 'public, max-age=300')
    return jwks
  }
  catch (cause) {
    throw createError({ statusCode: 503, cause })
  }
})
