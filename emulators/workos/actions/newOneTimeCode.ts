import type { Emulator } from '../emulator'
import { CODE_LIFETIME_MS } from '../objects/oneTimeCode'
import type { User } from '../objects/user'
import { sixDigits } from '../state/ids'

/** What every code that is mailed begins with. */
export function newOneTimeCode(user: User, { clock }: Pick<Emulator, 'clock'>) {
  return {
    user_id: user.id,
    email: user.email,
    code: sixDigits(),
    expires_at: clock.iso(CODE_LIFETIME_MS),
    created_at: clock.iso(),
    updated_at: clock.iso(),
    attempts: 0,
    usedAt: null,
  }
}
