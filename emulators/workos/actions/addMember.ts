import type { Emulator } from '../emulator'
import { codedError } from '../http/apiError'
import { type Membership, presentMembershipInEvent } from '../objects/membership'
import { changeMembership } from './changeMembership'

const DEFAULT_ROLE = 'member'

interface NewMember {
  readonly userId: string
  readonly organizationId: string
  /** null: the default role, or the one a returning member had. */
  readonly roles: readonly string[] | null
}

/** Adding somebody who was deactivated brings them back. */
export function addMember({ userId, organizationId, roles }: NewMember, emulator: Emulator): Membership {
  const { store, clock, newId, events } = emulator
  const known = store.memberships.find(row => row.user_id === userId && row.organization_id === organizationId)
  if (known?.status === 'inactive') {
    return changeMembership(known, { status: 'active', ...(roles && { role_slugs: roles }) }, emulator)
  }
  if (known) throw codedError(400, 'user_already_organization_member', 'The user is already a member of this organization.')
  const membership = store.memberships.insert({
    id: newId('om'),
    user_id: userId,
    organization_id: organizationId,
    status: 'active',
    directory_managed: false,
    custom_attributes: {},
    role_slugs: roles ?? [DEFAULT_ROLE],
    created_at: clock.iso(),
    updated_at: clock.iso(),
  })
  events.emit('organization_membership.created', presentMembershipInEvent(membership))
  return membership
}
