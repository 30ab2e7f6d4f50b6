import { AuthError } from './authError'
import type { WorkosFailure } from './workosFailure'

/** What a visitor is told for each reason that WorkOS gives. An open set: what is not listed gets the last resort below. */
const REFUSALS: Record<string, string> = {
  invalid_one_time_code: 'That code is not right. Check the mail, or send a new code.',
  one_time_code_expired: 'That code has expired. Send a new one.',
  one_time_code_previously_used: 'That code was used already. Send a new one.',
  one_time_code_too_many_attempts: 'That code was tried too often. Send a new one.',
  sign_up_not_allowed: 'New accounts cannot be opened here. Ask for an invitation.',
  authentication_method_not_allowed: 'This address cannot sign in with a mailed code.',
  invitation_invalid: 'This invitation is no longer valid.',
  invalid_request_parameters: 'That does not look like an email address.',
  email_verification_required: 'Your account asks for your address to be verified first, which this application does not offer yet.',
  mfa_challenge: 'Your account asks for a code from an authenticator app, which this application does not offer yet.',
  mfa_enrollment: 'Your account asks for an authenticator app to be set up, which this application does not offer yet.',
  organization_selection_required: 'Your account belongs to several organizations, and choosing one is not offered by this application yet.',
  sso_required: 'Your organization asks for single sign-on, which this application does not offer yet.',
  organization_authentication_methods_required: 'Your organization does not accept mailed codes.',
}

/** Turns a failed WorkOS call into the answer for the visitor. */
export function explainFailure(failure: WorkosFailure, cause: unknown): AuthError {
  const { requestId } = failure
  switch (failure.kind) {
    case 'limited': {
      const retryAfter = Math.ceil(failure.retryAfter && Number.isFinite(failure.retryAfter) ? failure.retryAfter : 60)
      return new AuthError('rate_limited', `Too many tries. Wait ${retryAfter} seconds, then try again.`, { status: 429, retryAfter, requestId, cause })
    }
    case 'unavailable':
      return new AuthError('unavailable', 'Signing in does not work right now. Nothing was lost: try again in a moment.', { status: 503, retryAfter: 5, requestId, cause })
    case 'misconfigured':
      return new AuthError('misconfigured', 'Signing in is not set up correctly on this site. Please tell its owner.', { status: 503, requestId, cause })
    case 'refused': {
      const message = REFUSALS[failure.code]
      if (message) return new AuthError(failure.code, message, { status: 400, requestId, cause })
      const reference = requestId ? ` (reference ${requestId})` : ''
      return new AuthError(failure.code, `Signing in was refused${reference}. Try again, or tell the owner of this site.`, { status: 400, requestId, cause })
    }
  }
}
