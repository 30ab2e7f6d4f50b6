import { z } from 'zod'
import { activeMembership } from '../actions/activeMembership'
import type { Emulator } from '../emulator'
import { oauthError } from '../http/apiError'
import type { Session } from '../objects/session'
import { presentUser } from '../objects/user'
import { currentStatus } from '../sessions/currentStatus'
import { exchangeOnce, issueRefreshToken } from '../sessions/refreshTokens'
import { requireOrganizationAllows } from '../sessions/requireOrganizationAllows'
import { mintAccessToken } from '../tokens/accessToken'
import { clientDetails } from './clientDetails'
import { defineGrant } from './grant'

/** Rotates the pair, and moves the session to another organization when one is named. */
export const refreshToken = defineGrant({
  grantType: 'refresh_token',
  summary: 'New tokens for a session; also switches the organization',
  allowsPublicClient: true,
  input: clientDetails.extend({ refresh_token: z.string(), organization_id: z.string().optional() }),
  exchange: async ({ refresh_token, organization_id }, emulator) => {
    const token = emulator.store.refreshTokens.get(refresh_token)
    if (!token) throw oauthError('invalid_grant', 'Invalid refresh token.')
    const session = requireLiveSession(token.sessionId, emulator)
    return exchangeOnce(token, () => refresh(session, organization_id, emulator), emulator)
  },
})

/** A session that ended by any means refuses its tokens, even within the grace period of an exchange. */
function requireLiveSession(id: string, emulator: Emulator): Session {
  const { store } = emulator
  const session = store.sessions.get(id)
  if (!session || !store.users.get(session.user_id)) throw oauthError('invalid_grant', 'Session not found.')
  if (currentStatus(session, emulator) !== 'active') throw oauthError('invalid_grant', 'Session has already ended.')
  const { user_id, organization_id } = session
  if (organization_id !== null && !activeMembership(user_id, organization_id, store)) {
    throw oauthError('invalid_grant', 'The user is no longer a member of the organization of this session.')
  }
  return session
}

async function refresh(session: Session, switchTo: string | undefined, emulator: Emulator): Promise<object> {
  const { store, clock } = emulator
  if (switchTo !== undefined) requireMayEnter(session, switchTo, emulator)
  const organization_id = switchTo ?? session.organization_id
  requireOrganizationAllows({ ...session, organization_id }, emulator)
  const accessToken = await mintAccessToken({ ...session, organization_id }, emulator)
  store.sessions.update(session.id, { organization_id, lastUsedAt: clock.now(), updated_at: clock.iso() })
  const user = store.users.get(session.user_id)
  return {
    user: user && presentUser(user),
    ...(organization_id !== null && { organization_id }),
    access_token: accessToken,
    refresh_token: issueRefreshToken(session.id, emulator),
    ...(session.impersonator && { impersonator: session.impersonator }),
  }
}

/** What a sign-in into the organization would need, in the shape of a refresh. */
function requireMayEnter({ user_id, method }: Session, organizationId: string, { store, settings }: Emulator): void {
  if (!activeMembership(user_id, organizationId, store)) {
    throw oauthError('organization_membership_not_found', 'The user is not an active member of this organization.')
  }
  if (settings.current().disabledMethods.includes(method)) {
    throw oauthError('authentication_method_not_allowed', `Signing in with ${method} is not enabled.`)
  }
}
