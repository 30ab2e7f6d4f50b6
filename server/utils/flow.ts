import { sessionEncryption } from '@workos/authkit-session'
import { deleteCookie, getCookie, setCookie, type H3Event } from 'h3'
import { z } from 'zod'
import type { AuthFlowView } from '../../common/authFlow'
import { cookieOptions } from './cookieOptions'
import { serverEnv } from './env'

const COOKIE = 'wos-flow'
/** WorkOS's mailed codes live ten minutes, and so does the way through them. */
const TTL_S = 600

/** A sign-in under way: what must survive from one page to the next, with or without scripts. */
const flowSchema = z.object({
  email: z.string().optional(),
  returnTo: z.string().optional(),
  invitationToken: z.string().optional(),
  /** Set once a code has been sent. */
  codeSent: z.boolean().optional(),
  /** For the next page that is rendered, once. */
  error: z.object({ code: z.string(), message: z.string() }).optional(),
})

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
  const sealed = getCookie(event, COOKIE)
  if (!sealed) return {}
  try {
    return flowSchema.parse(await sessionEncryption.unsealData(sealed, { password: serverEnv().WORKOS_COOKIE_PASSWORD, ttl: TTL_S }))
  }
  catch {
    return {}
  }
}

export async function writeFlow(event: H3Event, flow: AuthFlow): Promise<void> {
  event.context.authFlow = flow
  const sealed = await sessionEncryption.sealData(flow, { password: serverEnv().WORKOS_COOKIE_PASSWORD, ttl: TTL_S })
  // Lax even if the session cookie is strict: the way back from a provider is a cross-site navigation.
  setCookie(event, COOKIE, sealed, { ...cookieOptions(event), sameSite: 'lax', maxAge: TTL_S })
}

export function clearFlow(event: H3Event): void {
  event.context.authFlow = {}
  deleteCookie(event, COOKIE, cookieOptions(event))
}

export function toFlowView(flow: AuthFlow): AuthFlowView {
  return { email: flow.email ?? null, codeSent: flow.codeSent ?? false, error: flow.error ?? null }
}
