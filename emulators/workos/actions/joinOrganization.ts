import type { Emulator } from '../emulator'
import { type Membership, presentMembershipInEvent } from '../objects/membership'

const DEFAULT_ROLE = 'member'

export interface NewMember {
  readonly userId: string
  readonly organizationId: string
  /** null: the default role, or the one a returning member had. */
  readonly roles: readonly string[] | null
}

/** A membership that is in force already, and that nobody has been told of yet. */
export interface Joining {
  readonly membership: Membership
  tell(): void
  undo(): void
}

/** Whoever was invited or deactivated becomes active again; for a member nothing changes. */
export function joinOrganization(member: NewMember, emulator: Emulator): Joining {
  const { store, events } = emulator
  const known = store.memberships.find(row => row.user_id === member.userId && row.organization_id === member.organizationId)
  if (known?.status === 'active') return { membership: known, tell: () => {}, undo: () => {} }
  const membership = store.memberships.insert(known ? activated(known, member, emulator) : newMembership(member, 'active', emulator))
  return {
    membership,
    tell: () => events.emit(`organization_membership.${known ? 'updated' : 'created'}`, presentMembershipInEvent(membership)),
    undo: () => known ? void store.memberships.insert(known) : store.memberships.delete(membership.id),
  }
}

const activated = (known: Membership, { roles }: NewMember, { clock }: Emulator): Membership =>
  ({ ...known, status: 'active', ...(roles && { role_slugs: roles }), updated_at: clock.iso() })

export function newMembership(member: NewMember, status: Membership['status'], { clock, newId }: Emulator): Membership {
  return {
    id: newId('om'),
    user_id: member.userId,
    organization_id: member.organizationId,
    status,
    directory_managed: false,
    custom_attributes: {},
    role_slugs: member.roles ?? [DEFAULT_ROLE],
    created_at: clock.iso(),
    updated_at: clock.iso(),
  }
}
