import type { Emulator } from '../emulator'
import { newTotpSecret } from '../mfa/authenticator'
import type { Factor } from '../objects/factor'
import type { User } from '../objects/user'

interface Enrolment {
  readonly totp_issuer?: string | undefined
  readonly totp_user?: string | undefined
  readonly totp_secret?: string | undefined
}

/** Protects nothing until its first right code. */
export function enrollFactor(user: User, { totp_issuer, totp_user, totp_secret }: Enrolment, emulator: Emulator): Factor {
  const { store, clock, newId } = emulator
  return store.factors.insert({
    id: newId('auth_factor'),
    user_id: user.id,
    type: 'totp',
    issuer: totp_issuer ?? 'WorkOS emulator',
    account: totp_user ?? user.email,
    secret: totp_secret ?? newTotpSecret(),
    confirmed: false,
    lastStep: null,
    created_at: clock.iso(),
    updated_at: clock.iso(),
  })
}
