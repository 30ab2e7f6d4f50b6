import { setTimeout as delay } from 'node:timers/promises'
import type { H3Event } from 'h3'
import { describeClient } from './client'
import { deliverMagicCode } from './deliverCode'
import { workosGrants } from './workos'
import { classifyWorkosFailure } from './workosFailure'

/** How long the last code took to send, in ms. */
let usualMs = 200

/**
 * Sends a code to an address. One that may not sign up here is answered like every other, and as
 * slowly: who has an account is nobody's business.
 *
 * @throws what the WorkOS SDK throws, and AuthError `mail_failed`.
 */
export async function sendMagicCode(event: H3Event, email: string, invitationToken?: string): Promise<void> {
  const startedAt = performance.now()
  try {
    const magicAuth = await workosGrants().userManagement.createMagicAuth({ email, invitationToken, ...describeClient(event) })
    await deliverMagicCode(event, magicAuth)
    usualMs = performance.now() - startedAt
  }
  catch (error) {
    const failure = classifyWorkosFailure(error)
    if (failure.kind !== 'refused' || failure.code !== 'sign_up_not_allowed') throw error
    await delay(usualMs * (0.8 + 0.4 * Math.random()) - (performance.now() - startedAt))
  }
}
