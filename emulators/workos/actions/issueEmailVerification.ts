import type { Emulator } from '../emulator'
import { emailVerificationMail } from '../mail/messages'
import { type EmailVerification, presentEmailVerificationInEvent } from '../objects/emailVerification'
import type { User } from '../objects/user'
import { newOneTimeCode } from './newOneTimeCode'

export function issueEmailVerification(user: User, emulator: Emulator): EmailVerification {
  const { store, newId, events, mailbox } = emulator
  const verification = store.emailVerifications.insert({
    id: newId('email_verification'),
    ...newOneTimeCode(user, emulator),
  })
  events.emit('email_verification.created', presentEmailVerificationInEvent(verification))
  mailbox.send(emailVerificationMail(user.email, verification.code))
  return verification
}
