import type { Emulator } from '../emulator'
import { readQuery } from '../http/query'
import type { Route } from '../http/route'
import { authenticatorOf } from '../mfa/authenticator'
import type { Factor } from '../objects/factor'
import { sameEmail } from '../objects/user'

export const authenticatorRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/_emulate/authenticator',
    summary: 'What authenticator apps show at the emulator\'s time, for every factor; filter `email`',
    access: 'open',
    handle: (event, emulator) => {
      const email = readQuery(event).get('email')
      return emulator.store.factors.all()
        .map(factor => showAuthenticator(factor, emulator))
        .filter(shown => email === null || (shown.email !== null && sameEmail(shown.email, email)))
    },
  },
]

/** `spent`: the present code was accepted already, so only the next one works. */
function showAuthenticator(factor: Factor, { store, clock }: Emulator) {
  const authenticator = authenticatorOf(factor)
  const timestamp = clock.now()
  const step = authenticator.counter({ timestamp })
  return {
    factor_id: factor.id,
    email: store.users.get(factor.user_id)?.email ?? null,
    confirmed: factor.confirmed,
    secret: factor.secret,
    code: authenticator.generate({ timestamp }),
    next_code: authenticator.generate({ timestamp: timestamp + authenticator.period * 1000 }),
    spent: factor.lastStep !== null && step <= factor.lastStep,
    seconds_left: Math.ceil(authenticator.remaining({ timestamp }) / 1000),
  }
}
