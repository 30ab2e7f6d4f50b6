import { z } from 'zod'
import { beginWithAddress, sendAnotherCode } from '../../../utils/beginWithAddress'
import { requireEmail } from '../../../utils/emailAddress'
import { readFlow, updateFlow } from '../../../utils/flow'
import { invitationToken, workosId } from '../../../utils/identifiers'
import { toNativeAnswer } from '../../../utils/native/answer'
import { continuation, resumeFlow } from '../../../utils/native/continuation'
import { defineNativeHandler } from '../../../utils/native/handler'
import { readValidBody } from '../../../utils/readBody'

const bodySchema = z.object({
  /** Absent when a new code is asked for: the address is the one of the sign-in that goes on. */
  email: z.string('email_missing').trim().max(320, 'email_invalid').optional(),
  organizationId: workosId.optional(),
  invitationToken: invitationToken.optional(),
  continuation: continuation.optional(),
})

/** Identifier first, as on the sign-in page: step `sso` for an address whose domain has single sign-on, `code` for every other one. */
export default defineNativeHandler(async (event) => {
  const body = await readValidBody(event, bodySchema)
  if (body.continuation) await resumeFlow(event, body.continuation)
  const isNew = body.email !== undefined
  await updateFlow(event, {
    ...(isNew && { email: body.email, organizationId: body.organizationId, step: undefined }),
    ...(body.invitationToken && { invitationToken: body.invitationToken }),
  })
  const email = requireEmail((await readFlow(event)).email)
  return await toNativeAnswer(event, isNew ? await beginWithAddress(event, email) : await sendAnotherCode(event, email))
})
