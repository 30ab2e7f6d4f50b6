import { sessionEncryption } from '@workos/authkit-session'
import type { H3Event } from 'h3'
import { z } from 'zod'
import { AuthError } from '../authError'
import { serverEnv } from '../env'
import { flowSchema, readFlow, writeFlow } from '../flow'

/** As long as the flow cookie of a browser, and WorkOS's mailed codes. */
const TTL_S = 600

/** Named, so that neither a browser's cookie passes for this nor this for one of those. */
const schema = z.object({ use: z.literal('native-sign-in'), flow: flowSchema })

/** The form field that brings a sign-in back. Sealed flows are a few KB at the most. */
export const continuation = z.string().min(1).max(32_768)

/** What a device keeps of the sign-in under way: the flow cookie of those who have none. */
export async function sealContinuation(event: H3Event): Promise<string> {
  return await sessionEncryption.sealData({ use: 'native-sign-in', flow: await readFlow(event) }, sealOptions())
}

/** Makes the sign-in that a device brings back the one of this request. @throws AuthError `flow_expired`. */
export async function resumeFlow(event: H3Event, sealed: string): Promise<void> {
  await writeFlow(event, await unseal(sealed))
}

async function unseal(sealed: string) {
  try {
    return schema.parse(await sessionEncryption.unsealData(sealed, sealOptions())).flow
  }
  catch (cause) {
    throw new AuthError('flow_expired', { status: 400, cause })
  }
}

function sealOptions() {
  return { password: serverEnv().WORKOS_COOKIE_PASSWORD, ttl: TTL_S }
}
