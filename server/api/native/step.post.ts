import { z } from 'zod'
import { readFlow } from '../../utils/flow'
import { toNativeAnswer } from '../../utils/native/answer'
import { continuation, resumeFlow } from '../../utils/native/continuation'
import { defineNativeHandler } from '../../utils/native/handler'
import { readValidBody } from '../../utils/readBody'
import { follow } from '../../utils/steps/follow'
import { proceed, stepKind } from '../../utils/steps/proceed'

const bodySchema = z.looseObject({ step: stepKind, continuation })

/** Goes on with the step that the sign-in waits for. */
export default defineNativeHandler(async (event) => {
  const { step, continuation, ...fields } = await readValidBody(event, bodySchema)
  await resumeFlow(event, continuation)
  const flow = await readFlow(event)
  return await toNativeAnswer(event, await follow(event, await proceed(step, fields, { event, flow })))
})
