import { z } from 'zod'
import type { Emulator } from '../emulator'
import { codedError } from '../http/apiError'
import { emailAddress } from '../http/input'
import { type Invitation, invitationState, presentInvitationInEvent } from '../objects/invitation'
import { type User, sameEmail } from '../objects/user'
import { randomToken } from '../state/ids'
import { activeMembership } from './activeMembership'
import { inviteMember } from './inviteMember'
import { mailInvitation } from './mailInvitation'
import { requireOrganization } from './requireOrganization'
import { requireRoles } from './requireRoles'
import { requireUser } from './requireUser'

const DAY_MS = 24 * 3600_000
const DEFAULT_ROLE = 'member'

export const newInvitationInput = z.object({
  email: emailAddress,
  organization_id: z.string().nullish(),
  role_slug: z.string().optional(),
  expires_in_days: z.number().int().default(7),
  inviter_user_id: z.string().nullish(),
  locale: z.string().optional(),
})

type NewInvitation = z.infer<typeof newInvitationInput>

export function createInvitation(input: NewInvitation, emulator: Emulator): Invitation {
  const { store, clock, newId, events } = emulator
  requireLifetime(input.expires_in_days)
  const organizationId = input.organization_id ? requireOrganization(input.organization_id, emulator).id : null
  const roles = organizationId && requireRoles(organizationId, { role_slug: input.role_slug }, emulator)
  const inviterId = input.inviter_user_id ? requireUser(input.inviter_user_id, emulator).id : null
  const known = store.users.find(user => sameEmail(user.email, input.email))
  requireInvitable(input.email, known, organizationId, emulator)
  const invitation = store.invitations.insert({
    id: newId('invitation'),
    email: input.email,
    token: randomToken(),
    accepted_at: null,
    revoked_at: null,
    expires_at: clock.iso(input.expires_in_days * DAY_MS),
    organization_id: organizationId,
    inviter_user_id: inviterId,
    accepted_user_id: null,
    role_slug: organizationId && (roles?.[0] ?? DEFAULT_ROLE),
    created_at: clock.iso(),
    updated_at: clock.iso(),
  })
  events.emit('invitation.created', presentInvitationInEvent(invitation, clock.now()))
  if (known && organizationId) inviteMember({ userId: known.id, organizationId, roles: roles || null }, emulator)
  mailInvitation(invitation, emulator)
  return invitation
}

function requireLifetime(days: number): void {
  if (days < 1) throw codedError(400, 'expires_in_days_too_short', 'An invitation lives for one day at least.')
  if (days > 30) throw codedError(400, 'expires_in_days_too_long', 'An invitation lives for thirty days at most.')
}

/** One invitation at a time, and none for whoever is there already. */
function requireInvitable(email: string, user: User | undefined, organizationId: string | null, { store, clock }: Emulator): void {
  const isOpen = store.invitations.find(row =>
    sameEmail(row.email, email) && row.organization_id === organizationId && invitationState(row, clock.now()) === 'pending')
  if (organizationId === null) {
    if (user) throw codedError(400, 'user_already_exists', `A user with the email '${email}' already exists.`)
    if (isOpen) throw codedError(400, 'email_already_invited', `An invitation was already sent to '${email}'.`)
    return
  }
  if (user && activeMembership(user.id, organizationId, store)) {
    throw codedError(400, 'user_already_organization_member', 'The user is already a member of this organization.')
  }
  if (isOpen) throw codedError(400, 'email_already_invited_to_organization', `An invitation to this organization was already sent to '${email}'.`)
}
