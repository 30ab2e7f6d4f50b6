import type { H3Event } from 'h3'
import { useRuntimeConfig } from 'nitropack/runtime'
import type { AuthAnswer } from '../../../common/authFlow'
import { sanitizeReturnTo } from '../../../common/returnTo'
import { AuthError } from '../authError'
import type { AuthSession } from '../authSession'
import { clearFlow, readFlow, writeFlow } from '../flow'
import { endAuthSession, moveAuthSession } from '../session'
import { classifyWorkosFailure } from '../workosFailure'
import { followRefusal } from './follow'

/**
 * Moves somebody who is signed in into another organization of theirs. What that organization asks
 * for leads through the pages of its steps and back; any other refusal leaves the session as it is.
 *
 * @param returnTo where to go afterwards; a path of this site.
 * @throws AuthError with words for the visitor.
 */
export async function moveToOrganization(event: H3Event, session: AuthSession, organizationId: string, returnTo?: string): Promise<AuthAnswer> {
  const { user } = session
  try {
    await moveAuthSession(event, session, organizationId)
    return { redirectTo: sanitizeReturnTo(returnTo, useRuntimeConfig(event).public.auth.home) }
  }
  catch (error) {
    if (isOver(error)) {
      endAuthSession(event)
      throw new AuthError('unauthenticated', { status: 401, page: '/login', cause: error })
    }
    return await takeSteps(event, error, { email: user.email, organizationId, returnTo })
  }
}

/** Follows what an organization asks for instead of letting somebody in. @throws AuthError when there is nothing that they could do. */
export async function takeSteps(event: H3Event, refusal: unknown, aim: { email?: string, organizationId: string, returnTo?: string }): Promise<AuthAnswer> {
  const { authorizations } = await readFlow(event)
  await writeFlow(event, { ...aim, authorizations })
  try {
    return await followRefusal(event, refusal)
  }
  catch (error) {
    // No sign-in has begun.
    clearFlow(event)
    throw error
  }
}

export function isOver(error: unknown): boolean {
  const failure = classifyWorkosFailure(error)
  return failure.kind === 'refused' && failure.code === 'invalid_grant'
}
