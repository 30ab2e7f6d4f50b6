import type { Emulator } from '../emulator'
import { magicAuthMail } from '../mail/messages'
import { type MagicAuth, presentMagicAuthInEvent } from '../objects/magicAuth'
import type { User } from '../objects/user'
import { newOneTimeCode } from './newOneTimeCode'

export function issueMagicAuth(user: User, emulator: Emulator): MagicAuth {
  const { store, newId, events, mailbox } = emulator
  const magicAuth = store.magicAuths.insert({
    id: newId('magic_auth'),
    ...newOneTimeCode(user, emulator),
  })
  events.emit('magic_auth.created', presentMagicAuthInEvent(magicAuth))
  mailbox.send(magicAuthMail(user.email, magicAuth.code))
  return magicAuth
}
