import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { alreadySignedIn } from '../../../utils/alreadySignedIn'
import { AuthError } from '../../../utils/authError'
import { defineAuthHandler } from '../../../utils/authHandler'
import { describeClient } from '../../../utils/client'
import { serverEnv } from '../../../utils/env'
import { readFlow } from '../../../utils/flow'
import { requireRoom } from '../../../utils/limits/requireRoom'
import { oneTimeCode } from '../../../utils/oneTimeCode'
import { readValidBody } from '../../../utils/readBody'
import { follow } from '../../../utils/steps/follow'
import { requireStep } from '../../../utils/steps/requireStep'
import { workosGrants } from '../../../utils/workos'
import { classifyWorkosFailure } from '../../../utils/workosFailure'

const bodySchema = z.object({ code: oneTimeCode })

/** Exchanges the mailed code for a session, or the next step. */
export default defineAuthHandler('/login/code', async (event) => {
  const { code } = await readValidBody(event, bodySchema)
  const flow = await readFlow(event)
  const signedIn = !flow.step && await alreadySignedIn(event)
  if (signedIn) return signedIn
  requireStep(flow, 'code')
  const { id = randomUUID(), email = '', invitationToken } = flow
  await requireRoom(event, 'checkCode', email)
  return await follow(event, {
    grant: {
      spends: id,
      attempt: code,
      run: () => workosGrants().userManagement.authenticateWithMagicAuth({
        clientId: serverEnv().WORKOS_CLIENT_ID,
        email,
        code,
        invitationToken,
        ...describeClient(event),
      }).catch(hideMissingAccount),
    },
  })
})

/** Where nobody may sign up, an address without an account was answered as if a code had been sent: then no code is right. */
function hideMissingAccount(error: unknown): never {
  const failure = classifyWorkosFailure(error)
  if (failure.kind !== 'refused' || failure.code !== 'sign_up_not_allowed') throw error
  throw new AuthError('invalid_one_time_code', { status: 400, cause: error })
}
