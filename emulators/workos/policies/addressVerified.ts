import { codedError } from '../http/apiError'
import { issueEmailVerification } from '../actions/issueEmailVerification'
import { requireUser } from '../actions/requireUser'
import { issuePendingToken } from '../signIn/pendingAuthentication'
import type { Policy } from './policy'

/**
 * Never asked after a code that was mailed to the address, unless the person was seeded to be asked. An account elsewhere
 * is linked only to an address that is proved: whoever typed somebody's address at a provider would be them here.
 */
export const addressVerified: Policy = (signIn, emulator) => {
  if (signIn.impersonator) return signIn
  const user = requireUser(signIn.userId, emulator)
  if (user.email_verified && signIn.newIdentity?.emailVerified !== false) return signIn
  const verification = issueEmailVerification(user, emulator)
  throw codedError(403, 'email_verification_required', 'Email ownership must be verified before authentication.', {
    pending_authentication_token: issuePendingToken(signIn, emulator),
    email: user.email,
    email_verification_id: verification.id,
  })
}
