import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { sanitizeReturnTo } from '../../../../common/returnTo'
import { defineAuthHandler } from '../../../utils/authHandler'
import { discoverSsoInTime, domainOf } from '../../../utils/discoverSso'
import { requireEmail } from '../../../utils/emailAddress'
import { updateFlow } from '../../../utils/flow'
import { readValidBody } from '../../../utils/readBody'
import { sendMagicCode } from '../../../utils/sendMagicCode'
import { follow } from '../../../utils/steps/follow'
import { signOnOutcome } from '../../../utils/steps/sso'

const bodySchema = z.object({
  /** Absent when a new code is asked for: the address is the one of the flow. */
  email: z.string('email_missing').trim().max(320, 'email_invalid').optional(),
  returnTo: z.string().optional(),
  organization: z.string().max(128).optional(),
  invitationToken: z.string().max(512).optional(),
})

/**
 * Identifier first: an address whose domain has single sign-on goes there, every other one gets a
 * code. The answer is the same whether or not the address is known.
 */
export default defineAuthHandler('/login', async (event) => {
  const body = await readValidBody(event, bodySchema)
  const isNew = body.email !== undefined
  // Kept even if what follows fails, so that nobody types an address twice.
  const flow = await updateFlow(event, {
    error: undefined,
    ...(isNew && { email: body.email, organizationId: body.organization || undefined, step: undefined }),
    ...(body.returnTo !== undefined && { returnTo: sanitizeReturnTo(body.returnTo, '') || undefined }),
    ...(body.invitationToken && { invitationToken: body.invitationToken }),
  })
  const email = requireEmail(flow.email)
  const connections = isNew ? await discoverSsoInTime(domainOf(email)) : []
  if (connections.length > 0) return await follow(event, await signOnOutcome(connections, { event }))
  await sendMagicCode(event, email, flow.invitationToken)
  await updateFlow(event, { id: randomUUID(), method: 'magic-code', connectionId: undefined })
  return await follow(event, { show: { kind: 'code' } })
})
