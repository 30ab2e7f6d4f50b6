import { setTimeout as delay } from 'node:timers/promises'
import type { H3Event } from 'h3'
import { AuthError } from './authError'
import { callWorkos } from './callWorkos'
import { describeClient } from './client'
import { deliverMagicCode } from './deliverCode'
import { workosGrants } from './workos'

/** How long the last code took to send, in ms. */
let usualMs = 200

/**
 * Sends a code to an address. One that may not sign up here is answered like every other, and as
 * slowly: who has an account is nobody's business.
 *
 * @throws AuthError when no code could be sent, for reasons that say nothing about the address.
 */
export async function sendMagicCode(event: H3Event, email: string, invitationToken?: string): Promise<void> {
  const startedAt = performance.now()
  try {
    const magicAuth = await callWorkos(() => workosGrants().userManagement.createMagicAuth({ email, invitationToken, ...describeClient(event) }))
    await deliverMagicCode(event, magicAuth)
    usualMs = performance.now() - startedAt
  }
  catch (error) {
    if (!(error instanceof AuthError) || error.code !== 'sign_up_not_allowed') throw error
    await delay(usualMs * (0.8 + 0.4 * Math.random()) - (performance.now() - startedAt))
  }
}
