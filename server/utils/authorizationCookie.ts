import { createHash } from 'node:crypto'
import { sessionEncryption } from '@workos/authkit-session'
import { deleteCookie, getCookie, setCookie, type H3Event } from 'h3'
import { z } from 'zod'
import { cookieOptions } from './cookieOptions'
import { serverEnv } from './env'
import { flowAimSchema, readFlow, updateFlow } from './flow'

const PREFIX = 'wos-authorization-'
/** As long as a code that WorkOS hands out. */
const TTL_S = 600
/** A handful of tabs; more would fill the header of the request that comes back. */
const MAX_COOKIES = 5

/** What must survive the way to a provider and back. */
const authorizationSchema = z.object({
  /** Comes back in the callback's address, and proves that this browser started it (RFC 6749, 10.12). */
  state: z.string(),
  /** RFC 7636. */
  codeVerifier: z.string(),
  /** As in `AuthFlowView.lastMethod`. */
  method: z.string(),
  connectionId: z.string().optional(),
  aim: flowAimSchema,
})

export type Authorization = z.infer<typeof authorizationSchema>

/** Every way to a provider has a cookie of its own, so that several tabs can be on theirs at once. The oldest ones are dropped. */
export async function rememberAuthorization(event: H3Event, authorization: Authorization): Promise<void> {
  const id = idOf(authorization.state)
  const ids = [...(await readFlow(event)).authorizations ?? [], id]
  // The browser does not send these cookies here, so the flow remembers their names.
  for (const dropped of ids.slice(0, -MAX_COOKIES)) deleteCookie(event, PREFIX + dropped, options(event))
  await updateFlow(event, { authorizations: ids.slice(-MAX_COOKIES) })
  const sealed = await sessionEncryption.sealData(authorization, { password: serverEnv().WORKOS_COOKIE_PASSWORD, ttl: TTL_S })
  setCookie(event, PREFIX + id, sealed, { ...options(event), maxAge: TTL_S })
}

/** The authorization that a callback answers, once: null when this browser did not start it, or not within ten minutes. */
export async function takeAuthorization(event: H3Event, state: string): Promise<Authorization | null> {
  const id = idOf(state)
  const sealed = getCookie(event, PREFIX + id)
  if (!sealed) return null
  deleteCookie(event, PREFIX + id, options(event))
  try {
    const authorization = authorizationSchema.parse(await sessionEncryption.unsealData(sealed, { password: serverEnv().WORKOS_COOKIE_PASSWORD, ttl: TTL_S }))
    return authorization.state === state ? authorization : null
  }
  catch {
    return null
  }
}

/** Lax even if the session cookie is strict: the way back is a cross-site navigation. */
function options(event: H3Event) {
  return { ...cookieOptions(event), sameSite: 'lax' as const, path: '/auth' }
}

/** Short enough for a name. Should two ever share one, the comparison of the whole state refuses the wrong one. */
function idOf(state: string): string {
  return createHash('sha256').update(state).digest('base64url').slice(0, 12)
}
