import { sessionEncryption } from '@workos/authkit-session'
import type { H3Event } from 'h3'
import { z } from 'zod'
import { readClaims } from './accessToken'
import { deleteChunkedCookie, getChunkedCookie, setChunkedCookie } from './chunkedCookie'
import { cookieOptions } from './cookieOptions'
import { serverEnv } from './env'

/**
 * The content of the `wos-session` cookie, in the format of WorkOS's AuthKit libraries, so that
 * another AuthKit application on the same domain can read ours and we theirs.
 * Loose, because they may store more than we know of.
 */
export const storedSessionSchema = z.looseObject({
  accessToken: z.string().min(1),
  refreshToken: z.string().min(1),
  user: z.looseObject({
    id: z.string(),
    email: z.string(),
    emailVerified: z.boolean().default(false),
    firstName: z.string().nullable().default(null),
    lastName: z.string().nullable().default(null),
    profilePictureUrl: z.string().nullable().default(null),
  }),
  impersonator: z.object({ email: z.string(), reason: z.string().nullable().default(null) }).optional(),
})

export type StoredSession = z.infer<typeof storedSessionSchema>

export function hasSessionCookie(event: H3Event): boolean {
  return Boolean(getChunkedCookie(event, serverEnv().WORKOS_COOKIE_NAME))
}

/** The stored session, or null when there is none or it cannot be read (then the cookie is of no use to anyone). */
export async function readSessionCookie(event: H3Event): Promise<StoredSession | null> {
  const { WORKOS_COOKIE_NAME, WORKOS_COOKIE_PASSWORD } = serverEnv()
  const sealed = getChunkedCookie(event, WORKOS_COOKIE_NAME)
  if (!sealed) return null
  try {
    return storedSessionSchema.parse(await sessionEncryption.unsealData(sealed, { password: WORKOS_COOKIE_PASSWORD }))
  }
  catch {
    return null
  }
}

/** The id of the stored session, dead or alive: the seal vouches for it. */
export async function readSessionId(event: H3Event): Promise<string | undefined> {
  const stored = await readSessionCookie(event)
  return stored ? readClaims(stored.accessToken)?.sid : undefined
}

/** @throws Error when the session does not fit into the cookies that browsers keep. */
export async function writeSessionCookie(event: H3Event, session: StoredSession): Promise<void> {
  const { WORKOS_COOKIE_NAME, WORKOS_COOKIE_PASSWORD, WORKOS_COOKIE_MAX_AGE } = serverEnv()
  const sealed = await sessionEncryption.sealData(session, { password: WORKOS_COOKIE_PASSWORD })
  setChunkedCookie(event, WORKOS_COOKIE_NAME, sealed, { ...cookieOptions(event), maxAge: WORKOS_COOKIE_MAX_AGE })
}

export function clearSessionCookie(event: H3Event): void {
  deleteChunkedCookie(event, serverEnv().WORKOS_COOKIE_NAME, cookieOptions(event))
}
