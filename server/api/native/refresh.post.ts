import { requireRoom } from '../../utils/limits/requireRoom'
import { toNativeSignedIn } from '../../utils/native/answer'
import { deviceSessionSchema, renewDeviceSession } from '../../utils/native/deviceSession'
import { defineNativeHandler } from '../../utils/native/handler'
import { readValidBody } from '../../utils/readBody'

/** A new pair for the one that a device holds, whose refresh token is then spent. */
export default defineNativeHandler(async (event) => {
  const device = await readValidBody(event, deviceSessionSchema)
  await requireRoom(event, 'renew')
  return toNativeSignedIn(await renewDeviceSession(event, device))
})
