import { z } from 'zod'
import { readFlow } from '../../../utils/flow'
import { requireRoom } from '../../../utils/limits/requireRoom'
import { magicCodeGrant } from '../../../utils/magicCodeGrant'
import { toNativeAnswer } from '../../../utils/native/answer'
import { continuation, resumeFlow } from '../../../utils/native/continuation'
import { defineNativeHandler } from '../../../utils/native/handler'
import { oneTimeCode } from '../../../utils/oneTimeCode'
import { readValidBody } from '../../../utils/readBody'
import { follow } from '../../../utils/steps/follow'
import { requireStep } from '../../../utils/steps/requireStep'

const bodySchema = z.object({ code: oneTimeCode, continuation })

/** Exchanges the mailed code for a session, or the next step. */
export default defineNativeHandler(async (event) => {
  const { code, continuation } = await readValidBody(event, bodySchema)
  await resumeFlow(event, continuation)
  const flow = await readFlow(event)
  requireStep(flow, 'code')
  await requireRoom(event, 'checkCode', flow.email)
  return await toNativeAnswer(event, await follow(event, magicCodeGrant(event, flow, code)))
})
