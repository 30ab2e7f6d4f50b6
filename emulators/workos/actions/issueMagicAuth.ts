import type { Emulator } from '../emulator'
import { magicAuthMail } from '../mail/messages'
import { type MagicAuth, presentMagicAuthInEvent } from '../objects/magicAuth'
import { CODE_LIFETIME_MS } from '../objects/oneTimeCode'
import type { User } from '../objects/user'
import { sixDigits } from '../state/ids'

export function issueMagicAuth(user: User, emulator: Emulator): MagicAuth {
  const { store, clock, newId, events, mailbox } = emulator
  const magicAuth = store.magicAuths.insert({
    id: newId('magic_auth'),
    user_id: user.id,
    email: user.email,
    code: sixDigits(),
    expires_at: clock.iso(CODE_LIFETIME_MS),
    created_at: clock.iso(),
    updated_at: clock.iso(),
    attempts: 0,
    usedAt: null,
  })
  events.emit('magic_auth.created', presentMagicAuthInEvent(magicAuth))
  mailbox.send(magicAuthMail(user.email, magicAuth.code))
  return magicAuth
}
