import { z } from 'zod'
import { STEP_PAGES } from '../../../common/authFlow'
import { alreadySignedIn } from '../../utils/alreadySignedIn'
import { defineAuthHandler } from '../../utils/authHandler'
import { readFlow } from '../../utils/flow'
import { readValidBody } from '../../utils/readBody'
import { follow } from '../../utils/steps/follow'
import { proceed, stepKind } from '../../utils/steps/proceed'

const bodySchema = z.looseObject({ step: stepKind })

/** Goes on with the step that the sign-in waits for. */
export default defineAuthHandler(({ step }) => step ? STEP_PAGES[step.kind] : '/login', async (event) => {
  const { step, ...fields } = await readValidBody(event, bodySchema)
  const flow = await readFlow(event)
  const signedIn = !flow.step && await alreadySignedIn(event)
  return signedIn || await follow(event, await proceed(step, fields, { event, flow }))
})
