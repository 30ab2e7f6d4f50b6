import { emailDomain, sameEmail } from './user'

export interface Invitation {
  readonly id: string
  readonly email: string
  readonly token: string
  readonly accepted_at: string | null
  readonly revoked_at: string | null
  readonly expires_at: string
  /** null: an invitation to the application only. */
  readonly organization_id: string | null
  readonly inviter_user_id: string | null
  readonly accepted_user_id: string | null
  readonly role_slug: string | null
  readonly created_at: string
  readonly updated_at: string
}

export type InvitationState = 'pending' | 'accepted' | 'expired' | 'revoked'

/** Nothing runs when an invitation runs out, so its state is worked out when somebody asks. */
export function invitationState({ accepted_at, revoked_at, expires_at }: Invitation, now: number): InvitationState {
  if (accepted_at) return 'accepted'
  if (revoked_at) return 'revoked'
  return Date.parse(expires_at) <= now ? 'expired' : 'pending'
}

/** Whoever reads an event could accept the invitation, so the token is not in it. */
export function presentInvitationInEvent(invitation: Invitation, now: number) {
  const { token: _, ...visible } = invitation
  return { object: 'invitation', ...visible, state: invitationState(invitation, now) }
}

/** @param invitationUrl the page of the application that reads the token. */
export function presentInvitation(invitation: Invitation, now: number, invitationUrl: string) {
  const { token } = invitation
  return { ...presentInvitationInEvent(invitation, now), token, accept_invitation_url: acceptUrl(invitation, invitationUrl) }
}

export function acceptUrl({ token }: Invitation, invitationUrl: string): string {
  const url = new URL(invitationUrl)
  url.searchParams.set('invitation_token', token)
  return url.href
}

/** Anybody can have one of these, so sharing the domain proves nothing. */
const CONSUMER_DOMAINS = [
  'aol.com', 'gmail.com', 'gmx.com', 'gmx.de', 'hotmail.com', 'icloud.com', 'live.com', 'mail.com', 'me.com', 'msn.com',
  'outlook.com', 'proton.me', 'protonmail.com', 'web.de', 'yahoo.com', 'yandex.com', 'zoho.com',
]

/** To an organization, colleagues may come in each other's place (WorkOS docs: invitations, who may use one). */
export function mayUseInvitation(email: string, { email: invited, organization_id }: Invitation): boolean {
  if (organization_id === null || sameEmail(email, invited)) return true
  return emailDomain(email) === emailDomain(invited) && !CONSUMER_DOMAINS.includes(emailDomain(invited))
}
