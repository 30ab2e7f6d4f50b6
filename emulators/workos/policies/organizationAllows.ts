import { requireUser } from '../actions/requireUser'
import { issuePendingToken } from '../signIn/pendingAuthentication'
import { mfaEnrollment } from './mfaEnrollment'
import type { Policy } from './policy'
import { methodsRequired, ssoRequired } from './requirementErrors'
import { unmetRequirement } from './unmetRequirement'

/** The organization is known by now, and may ask for more than the environment does. */
export const organizationAllows: Policy = (signIn, emulator) => {
  const unmet = unmetRequirement(signIn, emulator)
  if (!unmet) return signIn
  const user = requireUser(signIn.userId, emulator)
  const person = { email: user.email, pendingToken: issuePendingToken(signIn, emulator) }
  switch (unmet.kind) {
    case 'sso': throw ssoRequired(unmet.connectionIds, person)
    case 'methods': throw methodsRequired(unmet, person)
    case 'mfa': throw mfaEnrollment(user, person.pendingToken)
  }
}
