import type { Emulator } from '../emulator'
import { invitationMail } from '../mail/messages'
import { type Invitation, acceptUrl } from '../objects/invitation'
import { fullName } from '../objects/user'

export function mailInvitation(invitation: Invitation, { store, settings, mailbox }: Emulator): void {
  const inviter = store.users.get(invitation.inviter_user_id ?? '')
  mailbox.send(invitationMail(invitation.email, {
    organization: store.organizations.get(invitation.organization_id ?? '')?.name ?? null,
    inviter: inviter ? fullName(inviter) ?? inviter.email : null,
    url: acceptUrl(invitation, settings.current().invitationUrl),
  }))
}
