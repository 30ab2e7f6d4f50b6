import type { Emulator } from '../emulator'
import { codedError } from '../http/apiError'
import { presentUser } from '../objects/user'
import { requireUser } from '../actions/requireUser'
import { isDemanded } from '../signIn/isDemanded'
import { issuePendingToken } from '../signIn/pendingAuthentication'
import type { SignIn } from '../signIn/signIn'
import { mfaEnrollment } from './mfaEnrollment'
import type { Policy } from './policy'

/** The identity provider answers for SSO, and a passkey is two factors in one. */
const COUNTS_AS_TWO_FACTORS = ['SSO', 'Passkey', 'Impersonation']

/** Names the factors only: the client creates the challenge itself. */
export const secondFactor: Policy = (signIn, emulator) => {
  if (signIn.secondFactorPassed || COUNTS_AS_TWO_FACTORS.includes(signIn.method)) return signIn
  const factors = emulator.store.factors.filter(factor => factor.user_id === signIn.userId && factor.confirmed)
  if (factors.length === 0) return enrolledIfRequired(signIn, emulator)
  throw codedError(403, 'mfa_challenge', 'The user must complete an MFA challenge to finish authenticating.', {
    pending_authentication_token: issuePendingToken(signIn, emulator),
    authentication_factors: factors.map(({ id, type }) => ({ id, type })),
    user: presentUser(requireUser(signIn.userId, emulator)),
  })
}

function enrolledIfRequired(signIn: SignIn, emulator: Emulator): SignIn {
  const user = requireUser(signIn.userId, emulator)
  const required = emulator.settings.current().mfaRequired || isDemanded('mfa_enrollment', user.email, emulator.store)
  if (!required) return signIn
  throw mfaEnrollment(user, issuePendingToken(signIn, emulator))
}
