import type { Emulator } from '../emulator'
import { emailVerificationMail } from '../mail/messages'
import { type EmailVerification, presentEmailVerificationInEvent } from '../objects/emailVerification'
import { CODE_LIFETIME_MS } from '../objects/oneTimeCode'
import type { User } from '../objects/user'
import { sixDigits } from '../state/ids'

export function issueEmailVerification(user: User, emulator: Emulator): EmailVerification {
  const { store, clock, newId, events, mailbox } = emulator
  const verification = store.emailVerifications.insert({
    id: newId('email_verification'),
    user_id: user.id,
    email: user.email,
    code: sixDigits(),
    expires_at: clock.iso(CODE_LIFETIME_MS),
    created_at: clock.iso(),
    updated_at: clock.iso(),
    attempts: 0,
    usedAt: null,
  })
  events.emit('email_verification.created', presentEmailVerificationInEvent(verification))
  mailbox.send(emailVerificationMail(user.email, verification.code))
  return verification
}
