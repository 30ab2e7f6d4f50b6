import { z } from 'zod'
import { sanitizeReturnTo } from '../../../../common/returnTo'
import { defineAuthHandler } from '../../../utils/authHandler'
import { beginWithAddress, sendAnotherCode } from '../../../utils/beginWithAddress'
import { requireEmail } from '../../../utils/emailAddress'
import { updateFlow } from '../../../utils/flow'
import { invitationToken, workosId } from '../../../utils/identifiers'
import { readValidBody } from '../../../utils/readBody'

const bodySchema = z.object({
  /** Absent when a new code is asked for: the address is the one of the flow. */
  email: z.string('email_missing').trim().max(320, 'email_invalid').optional(),
  returnTo: z.string().optional(),
  organization: z.union([workosId, z.literal('')]).optional(),
  invitationToken: invitationToken.optional(),
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
    lastPost: undefined,
    ...(isNew && { email: body.email, organizationId: body.organization || undefined, step: undefined }),
    ...(body.returnTo !== undefined && { returnTo: sanitizeReturnTo(body.returnTo, '') || undefined }),
    ...(body.invitationToken && { invitationToken: body.invitationToken }),
  })
  const email = requireEmail(flow.email)
  return isNew ? await beginWithAddress(event, email) : await sendAnotherCode(event, email)
})
