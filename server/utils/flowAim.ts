import type { H3Event } from 'h3'
import { sanitizeReturnTo } from '../../common/returnTo'
import { updateFlow, type AuthFlow } from './flow'

/** Remembers what a form says of where its sign-in is to end. What it does not say stays as it was. */
export async function takeAim(event: H3Event, { returnTo, organization }: { returnTo?: string, organization?: string }): Promise<AuthFlow> {
  return await updateFlow(event, {
    lastPost: undefined,
    ...(returnTo !== undefined && { returnTo: sanitizeReturnTo(returnTo, '') || undefined }),
    ...(organization !== undefined && { organizationId: organization || undefined }),
  })
}
