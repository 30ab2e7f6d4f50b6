import { z } from 'zod'
import { alreadySignedIn } from '../../../utils/alreadySignedIn'
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

const bodySchema = z.object({ code: oneTimeCode })

/** Exchanges the mailed code for a session, or the next step. */
export default defineAuthHandler('/login/code', async (event) => {
  const { code } = await readValidBody(event, bodySchema)
  const flow = await readFlow(event)
  const signedIn = !flow.step && await alreadySignedIn(event)
  if (signedIn) return signedIn
  requireStep(flow, 'code')
  const { id = '', email = '', invitationToken } = flow
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
      }),
    },
  })
})
