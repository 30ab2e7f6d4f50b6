import type { H3Event } from 'h3'
import { AuthError } from '../../utils/authError'
import { findInWorkos } from '../../utils/callWorkos'
import { markSessionEnded } from '../../utils/endedSessions'
import { requireRoom } from '../../utils/limits/requireRoom'
import { deviceSessionSchema, provenClaims, renewDeviceSession, type DeviceSession } from '../../utils/native/deviceSession'
import { defineNativeHandler } from '../../utils/native/handler'
import { readValidBody } from '../../utils/readBody'
import { workosGrants } from '../../utils/workos'

/** Ends the WorkOS session of a device. Unlike in a browser a failure is told: the device has forgotten the session already, and tries again. */
export default defineNativeHandler(async (event) => {
  const device = await readValidBody(event, deviceSessionSchema)
  await requireRoom(event, 'renew')
  const sessionId = await findSessionId(event, device)
  if (sessionId) {
    await markSessionEnded(sessionId)
    // WorkOS refuses to end what has ended.
    await findInWorkos(() => workosGrants().userManagement.revokeSession({ sessionId }))
  }
  return { signedOut: true as const }
})

/** Both tokens prove whose session it is; the refresh token only by being spent. Null when it is over already. */
async function findSessionId(event: H3Event, device: DeviceSession): Promise<string | null> {
  const proven = device.accessToken && await provenClaims(device.accessToken)
  if (proven) return proven.sid
  try {
    return (await renewDeviceSession(event, device)).claims.sid
  }
  catch (error) {
    if (error instanceof AuthError && error.statusCode === 401) return null
    throw error
  }
}
