import { z } from 'zod'
import { AuthError } from '../../utils/authError'
import { authorizationCodeGrant } from '../../utils/authorizationCodeGrant'
import { explainCallback } from '../../utils/explainCallback'
import { readFlow } from '../../utils/flow'
import { requireRoom } from '../../utils/limits/requireRoom'
import { toNativeAnswer } from '../../utils/native/answer'
import { continuation, resumeFlow } from '../../utils/native/continuation'
import { defineNativeHandler } from '../../utils/native/handler'
import { readValidBody } from '../../utils/readBody'
import { follow } from '../../utils/steps/follow'

const bodySchema = z.object({
  /** As they came back in the redirect. */
  code: z.string().min(1).max(4_096).optional(),
  error: z.string().min(1).max(256).optional(),
  /** RFC 7636, 4.1. */
  codeVerifier: z.string().regex(/^[\w.~-]{43,128}$/),
  continuation,
})

/** Turns what the browser brought back into a session, the next step, or a refusal in words. */
export default defineNativeHandler(async (event) => {
  const { code, error, codeVerifier, continuation } = await readValidBody(event, bodySchema)
  await requireRoom(event, 'authorize')
  await resumeFlow(event, continuation)
  if (error) throw explainCallback(error)
  if (!code) throw new AuthError('callback_incomplete', { status: 400 })
  return await toNativeAnswer(event, await follow(event, authorizationCodeGrant(event, await readFlow(event), code, codeVerifier)))
})
