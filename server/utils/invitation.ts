import type { Invitation } from '@workos-inc/node'
import { findInWorkos } from './callWorkos'
import { workosReads } from './workos'

/** The invitation with this token, as it stands now; null when WorkOS knows none. @throws AuthError when WorkOS cannot be asked. */
export async function readInvitation(token: string): Promise<Invitation | null> {
  const invitation = await findInWorkos(() => workosReads().userManagement.findInvitationByToken(token))
  const isOver = invitation?.state === 'pending' && Date.parse(invitation.expiresAt) <= Date.now()
  return isOver ? { ...invitation, state: 'expired' } : invitation
}

/** WorkOS compares addresses without regard to case. */
export function isSameAddress(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase()
}
