import type { Invitation } from '@workos-inc/node'
import { AuthError } from '../authError'
import { findInWorkos } from '../callWorkos'
import { workosReads } from '../workos'

/**
 * An invitation that a form names. One to another organization is answered like a missing one.
 *
 * @throws AuthError 404 `invitation_gone`.
 */
export async function requireInvitationTo(organizationId: string, invitationId: string): Promise<Invitation> {
  const invitation = await findInWorkos(() => workosReads().userManagement.getInvitation(invitationId))
  if (invitation?.organizationId !== organizationId) throw new AuthError('invitation_gone', { status: 404 })
  return invitation
}
