import { z } from 'zod'
import { sanitizeReturnTo } from '../../../../common/returnTo'
import { AuthError } from '../../../utils/authError'
import { defineAuthHandler } from '../../../utils/authHandler'
import { callWorkos } from '../../../utils/callWorkos'
import { readFlow, writeFlow } from '../../../utils/flow'
import { readValidBody } from '../../../utils/readBody'
import { workosGrants } from '../../../utils/workos'

const bodySchema = z.object({
  /** Absent when a new code is asked for: the address is the one of the flow. */
  email: z.string('email_missing').trim().max(320, 'email_invalid').optional(),
  returnTo: z.string().optional(),
  invitationToken: z.string().max(512).optional(),
})

/** Sends a code. The answer is the same whether or not the address is known. */
export default defineAuthHandler('/login', async (event) => {
  const body = await readValidBody(event, bodySchema)
  const { error: _, codeSent, ...flow } = await readFlow(event)
  const email = body.email ?? flow.email
  const next = {
    ...flow,
    email,
    ...(body.returnTo !== undefined && { returnTo: sanitizeReturnTo(body.returnTo, '') || undefined }),
    ...(body.invitationToken && { invitationToken: body.invitationToken }),
  }
  // Kept even if what follows fails, so that nobody types an address twice.
  await writeFlow(event, { ...next, codeSent: codeSent && email === flow.email })

  if (!email) throw new AuthError('email_missing', { status: 400, code: 'invalid_email' })
  if (!z.email().safeParse(email).success) throw new AuthError('email_invalid', { status: 400, code: 'invalid_email' })

  await callWorkos(() => workosGrants().userManagement.createMagicAuth({ email, invitationToken: next.invitationToken }))
  await writeFlow(event, { ...next, codeSent: true })
  return { next: '/login/code' }
})
