import { createHash } from 'node:crypto'
import type { H3Event } from 'h3'
import { useRuntimeConfig } from 'nitropack/runtime'
import { z } from 'zod'
import { AuthError } from '../authError'
import { describeClient } from '../client'
import { clientNetwork } from './clientNetwork'
import { takeFromWindow } from './slidingWindow'

/**
 * What is limited, and for how many seconds a use counts. Mailed codes are few and short-lived, so a
 * minute will do, and nobody can lock somebody else out for longer; a second factor stays the same
 * for years, so tries at it count for an hour, as do invitations and new organizations, which nobody needs in a hurry.
 */
const WINDOWS_S = { sendCode: 60, checkCode: 60, checkFactor: 3_600, authorize: 60, invitation: 60, renew: 60, invite: 3_600, createOrganization: 3_600 }

export type LimitedAction = keyof typeof WINDOWS_S

const limitSchema = z.object({
  perAddress: z.coerce.number().int().positive().optional(),
  perClient: z.coerce.number().int().positive(),
})

/**
 * Counts something that costs mails, or that is worth guessing at, before WorkOS is asked: WorkOS
 * sees only our own address, and its limits are shared by everybody who signs in here.
 *
 * @param email whose sign-in it is about, when that is known.
 * @throws AuthError 429 with the seconds to wait.
 */
export async function requireRoom(event: H3Event, action: LimitedAction, email?: string): Promise<void> {
  const { perAddress, perClient } = limitSchema.parse(useRuntimeConfig(event).auth.limits[action])
  const { ipAddress } = describeClient(event)
  // A page that reads a route of its own server while it is rendered has none.
  if (ipAddress) await take(`${action}:client:${clientNetwork(ipAddress)}`, perClient, action)
  if (email && perAddress) await take(`${action}:address:${email.trim().toLowerCase()}`, perAddress, action)
}

async function take(name: string, times: number, action: LimitedAction): Promise<void> {
  // A store may be shared with others, who need not know who signs in here.
  const key = createHash('sha256').update(name).digest('base64url')
  const retryAfter = await takeFromWindow(key, { times, seconds: WINDOWS_S[action] })
  if (retryAfter) throw new AuthError('rate_limited', { status: 429, params: { seconds: retryAfter }, retryAfter })
}
