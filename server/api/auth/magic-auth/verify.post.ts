import { z } from 'zod'
import { alreadySignedIn } from '../../../utils/alreadySignedIn'
import { defineAuthHandler } from '../../../utils/authHandler'
import { readFlow } from '../../../utils/flow'
import { requireRoom } from '../../../utils/limits/requireRoom'
import { magicCodeGrant } from '../../../utils/magicCodeGrant'
import { oneTimeCode } from '../../../utils/oneTimeCode'
import { readValidBody } from '../../../utils/readBody'
import { follow } from '../../../utils/steps/follow'
import { requireStep } from '../../../utils/steps/requireStep'

const bodySchema = z.object({ code: oneTimeCode })

/** Exchanges the mailed code for a session, or the next step. */
export default defineAuthHandler('/login/code', async (event) => {
  const { code } = await readValidBody(event, bodySchema)
  const flow = await readFlow(event)
  const signedIn = !flow.step && await alreadySignedIn(event)
  if (signedIn) return signedIn
  requireStep(flow, 'code')
  await requireRoom(event, 'checkCode', flow.email)
  return await follow(event, magicCodeGrant(event, flow, code))
})
