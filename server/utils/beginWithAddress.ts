import { randomUUID } from 'node:crypto'
import type { H3Event } from 'h3'
import type { AuthAnswer } from '../../common/authFlow'
import { discoverSsoInTime, domainOf } from './discoverSso'
import { readFlow, updateFlow } from './flow'
import { requireRoom } from './limits/requireRoom'
import { sendMagicCode } from './sendMagicCode'
import { follow, followRefusal } from './steps/follow'
import { signOnOutcome } from './steps/sso'

/**
 * Identifier first: an address whose domain has single sign-on goes there, every other one gets a code.
 *
 * @throws AuthError with words for the visitor.
 */
export async function beginWithAddress(event: H3Event, email: string): Promise<AuthAnswer> {
  await requireRoom(event, 'sendCode', email)
  const connections = await discoverSsoInTime(domainOf(email))
  if (connections.length > 0) return await follow(event, await signOnOutcome(connections, { event }))
  return await mailCode(event, email)
}

/** Sends another code, to somebody who asks for one. */
export async function sendAnotherCode(event: H3Event, email: string): Promise<AuthAnswer> {
  await requireRoom(event, 'sendCode', email)
  return await mailCode(event, email, true)
}

async function mailCode(event: H3Event, email: string, codeResent = false): Promise<AuthAnswer> {
  const { invitationToken } = await readFlow(event)
  try {
    await sendMagicCode(event, email, invitationToken)
  }
  catch (error) {
    return await followRefusal(event, error)
  }
  await updateFlow(event, { id: randomUUID(), method: 'magic-code', connectionId: undefined })
  return await follow(event, { show: { kind: 'code' }, codeResent })
}
