import type { H3Event } from 'h3'
import { z } from 'zod'
import { readJson } from './input'
import { requestPath } from './requestPath'

export const AUTHENTICATE_PATH = '/user_management/authenticate'

const grantTypeOf = z.object({ grant_type: z.string() })

/** Every sign-in step goes to one address, so the log and the faults tell them apart by grant. */
export async function readGrantType(event: H3Event): Promise<string | undefined> {
  if (event.method !== 'POST' || requestPath(event) !== AUTHENTICATE_PATH) return undefined
  const parsed = grantTypeOf.safeParse(await readJson(event).catch(() => null))
  return parsed.data?.grant_type
}
