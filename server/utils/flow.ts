import { sessionEncryption } from '@workos/authkit-session'
import type { H3Event } from 'h3'
import { z } from 'zod'
import { deleteChunkedCookie, getChunkedCookie, setChunkedCookie } from './chunkedCookie'
import { cookieOptions } from './cookieOptions'
import { enteredFieldsSchema } from './enteredFields'
import { serverEnv } from './env'
import { siteName } from './origin/siteOrigin'
import { stepStateSchema } from './steps/stepState'

const COOKIE = 'wos-flow'
/** WorkOS's mailed codes live ten minutes, and so does the way through them. */
const TTL_S = 600

/** What a sign-in is for. It outlives the way to a provider and back. */
export const flowAimSchema = z.object({
  email: z.string().optional(),
  returnTo: z.string().optional(),
  /** The organization that the person wants to be in. */
  organizationId: z.string().optional(),
  invitationToken: z.string().optional(),
})

/** A sign-in under way: what must survive from one page to the next, with or without scripts. */
export const flowSchema = flowAimSchema.extend({
  /** Names this flow, so that a form that is sent twice is known. */
  id: z.string().optional(),
  step: stepStateSchema.optional(),
  /** The application that wrote it, as `siteName` names it. */
  site: z.string().optional(),
  /** The session that was there when the step was shown: whoever changes the organization has one. */
  sessionId: z.string().optional(),
  /** The way in that is being tried, as in `AuthFlowView.lastMethod`. */
  method: z.string().optional(),
  /** The connection that vouched for the person. */
  connectionId: z.string().optional(),
  /** The ids of sign-ins that are under way at providers, oldest first. */
  authorizations: z.array(z.string()).optional(),
  /** What became of the last form post, for the page at this path to tell once. */
  lastPost: z.object({
    page: z.string(),
    error: z.object({ code: z.string(), message: z.string() }).optional(),
    entered: enteredFieldsSchema.optional(),
    codeResent: z.boolean().optional(),
  }).optional(),
})

export type AuthFlowAim = z.infer<typeof flowAimSchema>
export type AuthFlow = z.infer<typeof flowSchema>

declare module 'h3' {
  interface H3EventContext {
    /** The flow as this request leaves it; the request's own cookie may be older. */
    authFlow?: AuthFlow
  }
}

/** The flow of this browser, or an empty one. */
export async function readFlow(event: H3Event): Promise<AuthFlow> {
  return event.context.authFlow ??= await unsealFlow(event)
}

async function unsealFlow(event: H3Event): Promise<AuthFlow> {
  const sealed = getChunkedCookie(event, COOKIE)
  if (!sealed) return {}
  try {
    return forThisSite(event, flowSchema.parse(await sessionEncryption.unsealData(sealed, { password: serverEnv().WORKOS_COOKIE_PASSWORD, ttl: TTL_S })))
  }
  catch {
    return {}
  }
}

/** A sign-in can go on in another application that shares the cookie. Only what belongs to pages of the first one stays behind. */
function forThisSite(event: H3Event, { site, returnTo, lastPost, ...flow }: AuthFlow): AuthFlow {
  return site === siteName(event) ? { ...flow, returnTo, lastPost } : flow
}

export async function writeFlow(event: H3Event, flow: AuthFlow): Promise<void> {
  event.context.authFlow = flow
  const sealed = await sessionEncryption.sealData({ ...flow, site: siteName(event) }, { password: serverEnv().WORKOS_COOKIE_PASSWORD, ttl: TTL_S })
  // Lax even if the session cookie is strict: the way back from a provider is a cross-site navigation.
  setChunkedCookie(event, COOKIE, sealed, { ...cookieOptions(event), sameSite: 'lax', maxAge: TTL_S })
}

/** Changes some fields of the flow. @returns the flow as it is now. */
export async function updateFlow(event: H3Event, changes: Partial<AuthFlow>): Promise<AuthFlow> {
  const flow = { ...await readFlow(event), ...changes }
  await writeFlow(event, flow)
  return flow
}

export function clearFlow(event: H3Event): void {
  event.context.authFlow = {}
  deleteChunkedCookie(event, COOKIE, cookieOptions(event))
}

export function flowAim({ email, returnTo, organizationId, invitationToken }: AuthFlow): AuthFlowAim {
  return { email, returnTo, organizationId, invitationToken }
}
