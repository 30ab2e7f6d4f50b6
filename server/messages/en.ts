/** What visitors are told when something is refused, by the code that programs see. */
export const en = {
  // Requests
  cross_origin: 'This request came from another site.',
  body_too_large: 'That is too much to send at once.',
  body_unreadable: 'The request body must be JSON or a form.',
  invalid_request: 'The request is not valid.',
  unexpected: 'Something went wrong on our side. Try again in a moment.',

  // Sessions
  unauthenticated: 'Sign in first.',
  session_unconfirmed: 'Your session cannot be confirmed right now. You are still signed in: try again in a moment.',
  renewed_too_often: 'This session asks for new tokens too often.',

  // Forms
  email_missing: 'Type your email address.',
  email_invalid: 'That does not look like an email address.',
  code_missing: 'Type the code from the mail.',
  code_malformed: 'The code has six digits.',
  flow_expired: 'That took too long. Start again with your email address.',
  mail_failed: 'The mail could not be sent. Try again in a moment.',

  // WorkOS as a whole
  rate_limited: 'Too many tries. Wait {seconds} seconds, then try again.',
  unavailable: 'Signing in does not work right now. Nothing was lost: try again in a moment.',
  misconfigured: 'Signing in is not set up correctly on this site. Please tell its owner.',
  refused: 'Signing in was refused. Try again, or tell the owner of this site.',
  refused_with_reference: 'Signing in was refused (reference {reference}). Try again, or tell the owner of this site.',

  // What WorkOS answers to one step
  invalid_one_time_code: 'That code is not right. Check the mail, or send a new code.',
  one_time_code_expired: 'That code has expired. Send a new one.',
  one_time_code_previously_used: 'That code was used already. Send a new one.',
  one_time_code_too_many_attempts: 'That code was tried too often. Send a new one.',
  sign_up_not_allowed: 'New accounts cannot be opened here. Ask for an invitation.',
  authentication_method_not_allowed: 'This address cannot sign in this way.',
  invitation_invalid: 'This invitation is no longer valid.',
  invalid_request_parameters: 'That does not look like an email address.',
  email_verification_required: 'Your account asks for your address to be verified first, which this application does not offer yet.',
  mfa_challenge: 'Your account asks for a code from an authenticator app, which this application does not offer yet.',
  mfa_enrollment: 'Your account asks for an authenticator app to be set up, which this application does not offer yet.',
  organization_selection_required: 'Your account belongs to several organizations, and choosing one is not offered by this application yet.',
  sso_required: 'Your organization asks for single sign-on, which this application does not offer yet.',
  organization_authentication_methods_required: 'Your organization does not accept mailed codes.',
}

/** Codes that a refusal can have words for. */
export type ErrorKey = keyof typeof en
export type ErrorMessages = Record<ErrorKey, string>

export function isErrorKey(value: string): value is ErrorKey {
  return Object.hasOwn(en, value)
}
