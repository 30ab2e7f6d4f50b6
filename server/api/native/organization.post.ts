import { z } from 'zod'
import type { NativeAnswer } from '../../../native/protocol'
import { describeClient } from '../../utils/client'
import { isSessionEnded } from '../../utils/endedSessions'
import { workosId } from '../../utils/identifiers'
import { requireRoom } from '../../utils/limits/requireRoom'
import { toNativeAnswer, toNativeSignedIn } from '../../utils/native/answer'
import { deviceSessionSchema, sessionEnded } from '../../utils/native/deviceSession'
import { defineNativeHandler } from '../../utils/native/handler'
import { readValidBody } from '../../utils/readBody'
import { moveSession } from '../../utils/refresh'
import { isOver, takeSteps } from '../../utils/steps/moveToOrganization'

const bodySchema = deviceSessionSchema.extend({
  organizationId: z.string('organization_missing').min(1, 'organization_missing').pipe(workosId),
})

/** Moves a device's session into another organization of its user, or answers the step that this organization asks for first. */
export default defineNativeHandler(async (event): Promise<NativeAnswer> => {
  const { refreshToken, organizationId } = await readValidBody(event, bodySchema)
  await requireRoom(event, 'renew')
  let moved
  try {
    moved = await moveSession({ refreshToken }, organizationId, describeClient(event))
  }
  catch (error) {
    if (isOver(error)) throw sessionEnded(error)
    return await toNativeAnswer(event, await takeSteps(event, error, { organizationId }))
  }
  // Someone may have signed out meanwhile, and that counts.
  if (await isSessionEnded(moved.claims.sid)) throw sessionEnded()
  return toNativeSignedIn(moved)
})
