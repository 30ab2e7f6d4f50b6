import type { H3Event } from 'h3'
import { useRuntimeConfig } from 'nitropack/runtime'
import { readAuthSession } from './session'

/**
 * For a form or an address that comes a second time, when the first one has signed the person in:
 * they just go on. Null for someone who is not signed in.
 */
export async function alreadySignedIn(event: H3Event): Promise<{ redirectTo: string } | null> {
  const session = await readAuthSession(event).catch(() => null)
  return session && { redirectTo: useRuntimeConfig(event).public.auth.home }
}
