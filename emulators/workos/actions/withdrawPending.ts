import type { Emulator } from '../emulator'
import type { Invitation } from '../objects/invitation'
import { sameEmail } from '../objects/user'
import { removeMember } from './removeMember'

/** Nobody is about to join any more: the invitation was revoked, or a colleague came in place of the one who was invited. */
export function withdrawPending({ email, organization_id }: Invitation, emulator: Emulator): void {
  const { store } = emulator
  const invited = store.users.find(row => sameEmail(row.email, email))
  const pending = store.memberships.find(row =>
    row.user_id === invited?.id && row.organization_id === organization_id && row.status === 'pending')
  if (pending) removeMember(pending, emulator)
}
