import { z } from 'zod'
import { AuthError } from '../../../utils/authError'
import { defineAuthHandler } from '../../../utils/authHandler'
import { callWorkos } from '../../../utils/callWorkos'
import { describeClient } from '../../../utils/client'
import { serverEnv } from '../../../utils/env'
import { readFlow } from '../../../utils/flow'
import { readValidBody } from '../../../utils/readBody'
import { signIn } from '../../../utils/signIn'
import { workosGrants } from '../../../utils/workos'

const bodySchema = z.object({
  // People paste "123 456" and "123-456" out of mails.
  code: z.string('code_missing')
    .transform(code => code.replace(/[\s-]/g, ''))
    .refine(code => /^\d{6}$/.test(code), 'code_malformed'),
})

/** Exchanges the mailed code for a session. */
export default defineAuthHandler('/login/code', async (event) => {
  const { email, invitationToken } = await readFlow(event)
  if (!email) throw new AuthError('flow_expired', { status: 400, page: '/login' })
  const { code } = await readValidBody(event, bodySchema)
  const answer = await callWorkos(() => workosGrants().userManagement.authenticateWithMagicAuth({
    clientId: serverEnv().WORKOS_CLIENT_ID,
    email,
    code,
    invitationToken,
    ...describeClient(event),
  }))
  return await signIn(event, answer)
})
