import { requireUser } from '../actions/requireUser'
import type { Emulator } from '../emulator'
import { oauthError } from '../http/apiError'
import type { Session } from '../objects/session'
import { presentUser } from '../objects/user'
import { methodsRequired, ssoRequired } from '../policies/requirementErrors'
import { unmetRequirement } from '../policies/unmetRequirement'
import { issuePendingToken } from '../signIn/pendingAuthentication'
import { resumeSignIn } from '../signIn/resumeSignIn'

/**
 * Asks again at every refresh what the organization asks at a sign-in: its policy may have changed, or the session moves
 * there from elsewhere. All refusals of a refresh are OAuth-shaped.
 */
export function requireOrganizationAllows(session: Session, emulator: Emulator): void {
  const signIn = resumeSignIn(session)
  const unmet = unmetRequirement(signIn, emulator)
  if (!unmet) return
  const user = requireUser(session.user_id, emulator)
  switch (unmet.kind) {
    case 'sso': throw ssoRequired(unmet.connectionIds, user)
    case 'methods': throw methodsRequired(unmet, user)
    case 'mfa': throw oauthError('mfa_enrollment', 'The user must enroll in MFA to continue in this organization.', {
      pending_authentication_token: issuePendingToken(signIn, emulator),
      user: presentUser(user),
    })
  }
}
