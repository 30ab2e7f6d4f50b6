import { type ApiError, codedError } from '../http/apiError'
import { type User, presentUser } from '../objects/user'

/** The client creates the factor and shows its secret; the first right code confirms it and goes on. */
export const mfaEnrollment = (user: User, pendingToken: string): ApiError =>
  codedError(403, 'mfa_enrollment', 'The user must enroll in MFA to finish authenticating.', {
    pending_authentication_token: pendingToken,
    user: presentUser(user),
  })
