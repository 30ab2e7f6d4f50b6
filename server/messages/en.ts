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

  // Apps without cookies
  native_off: 'This site does not take sign-ins from apps.',
  native_browser: 'This address is for apps. In a browser, sign in on the pages of this site.',
  redirect_unknown: 'This site does not return sign-ins to that address.',

  // Forms
  email_missing: 'Type your email address.',
  email_invalid: 'That does not look like an email address.',
  code_missing: 'Type the code.',
  code_malformed: 'The code has six digits.',
  flow_expired: 'That took too long. Start again with your email address.',
  start_over: 'This sign-in cannot go on. Start again with your email address.',
  step_over: 'This step is done already. Go on here.',
  organization_missing: 'Choose an organization.',
  domain_invalid: 'That does not look like a domain, such as example.com.',
  phone_missing: 'Type your phone number.',
  phone_malformed: 'Type the phone number with its country code, such as +1 555 123 4567.',
  provider_unknown: 'This application does not know that way to sign in.',
  sso_not_found: 'No single sign-on is set up for this address. Sign in with your email address instead.',

  locale_unknown: 'This application does not speak that language.',
  invitation_missing: 'The link of the invitation is not complete. Open it from the mail again.',

  // Sessions elsewhere, and acting as somebody
  session_unknown: 'That session is over already.',
  impersonation_limited: 'This cannot be done while you act as somebody else.',

  // Organizations
  no_organization: 'Choose an organization first.',
  not_a_member: 'You are no longer a member of this organization.',
  organization_switched: 'You have switched to another organization meanwhile, so nothing was changed. Look again, then repeat it.',
  forbidden: 'Your role does not allow this ({permission}). Ask an administrator of your organization.',
  member_unknown: 'That person is not a member of your organization any more.',
  member_is_self: 'You cannot change your own role or remove yourself here. Leave the organization instead, or ask another administrator.',
  directory_managed: 'This membership comes from the directory of the organization. Change it there.',
  role_missing: 'Choose a role.',
  role_unknown: 'Your organization does not have this role any more.',
  role_above_own: 'The role {role} allows more than your own, so somebody who has it must do this.',
  invitation_gone: 'There is no such invitation any more.',
  leave_unconfirmed: 'Confirm that you want to leave.',
  last_manager: 'Nobody else can manage the members. Give somebody else a role that can before you leave.',
  organization_name_missing: 'Type a name for the organization.',
  organization_name_long: 'Keep the name under 100 characters.',
  organizations_closed: 'New organizations cannot be made here. Ask the owner of this site.',
  email_already_invited_to_organization: 'This address has been invited already.',
  email_already_invited: 'This address has been invited already.',
  user_already_organization_member: 'This person is a member already.',
  invalid_role: 'Your organization does not have this role any more.',
  invite_expired: 'This invitation has expired. Revoke it and invite the person again.',
  invite_revoked: 'This invitation was revoked. Invite the person again.',
  invite_accepted: 'This invitation was accepted already.',

  // Coming back from a provider
  access_denied: 'You did not let the provider sign you in. Try again, or choose another way.',
  ambiguous_connection_selector: 'Your organization has several identity providers. Sign in with your email address to choose one.',
  connection_invalid: 'The single sign-on of your organization is not active. Ask its administrator.',
  connection_strategy_invalid: 'The single sign-on of your organization is not set up correctly. Ask its administrator.',
  connection_unlinked: 'The single sign-on of your organization is not connected any more. Ask its administrator.',
  invalid_connection_selector: 'This way to sign in is not set up correctly. Choose another one, or tell the owner of this site.',
  organization_invalid: 'Your organization has no single sign-on. Sign in with your email address instead.',
  profile_not_allowed_outside_organization: 'Your identity provider vouched for an address that does not belong to the organization. Ask its administrator.',
  oauth_failed: 'The provider could not sign you in. Try again, or choose another way.',
  server_error: 'The provider has a problem. Try again in a moment, or choose another way.',
  callback_refused: 'The provider did not sign you in. Try again, or choose another way.',
  callback_incomplete: 'The provider sent you back without saying who you are. Try again.',
  callback_unknown: 'This sign-in was begun in another browser, or too long ago. Start again here.',
  idp_initiated_off: 'This application does not take sign-ins that begin at your identity provider. Start here, with your email address.',
  impersonation_off: 'This application does not let users be impersonated.',
  mail_failed: 'The mail could not be sent. Try again in a moment.',

  // WorkOS as a whole
  rate_limited: 'Too many tries. Wait {seconds} seconds, then try again.',
  unavailable: 'Signing in does not work right now. Nothing was lost: try again in a moment.',
  misconfigured: 'Signing in is not set up correctly on this site. Please tell its owner.',
  refused: 'Signing in was refused. Try again, or tell the owner of this site.',
  refused_with_reference: 'Signing in was refused (reference {reference}). Try again, or tell the owner of this site.',

  // What WorkOS answers to one step
  invalid_one_time_code: 'That code is not right. Check it, or use a new one.',
  one_time_code_expired: 'That code has expired. Use a new one.',
  one_time_code_previously_used: 'That code was used already. Use a new one.',
  one_time_code_too_many_attempts: 'That code was tried too often. Use a new one.',
  sign_up_not_allowed: 'New accounts cannot be opened here. Ask for an invitation.',
  authentication_method_not_allowed: 'This address cannot sign in this way.',
  invitation_invalid: 'This invitation is no longer valid. You can sign in without it.',
  invitation_unknown: 'There is no such invitation. Open the link from the mail again, or ask for a new one.',
  invitation_accepted: 'This invitation was accepted already. Sign in to go on.',
  invitation_expired: 'This invitation has expired. Ask for a new one.',
  invitation_revoked: 'This invitation was withdrawn. Ask whoever sent it.',
  invitation_other_user: 'This invitation is for {email}, and you are signed in as {user}. Sign out first to accept it.',
  invite_not_pending: 'This invitation is no longer valid.',
  invitation_wrong_address: 'This invitation is for {email}. Sign in with that address to accept it, or go on without it.',
  organization_membership_not_found: 'You do not belong to this organization with this address. Sign in with another one, or ask to be invited.',
  invalid_organization_id: 'This organization does not exist any more.',
  organization_not_found: 'This organization does not exist any more.',
  factor_unsupported: 'Your account asks for a second factor that this application cannot check. Ask the administrator of your organization.',
  methods_unsupported: 'Your organization accepts no way to sign in that this application offers. Ask its administrator.',
  sso_not_accepted: 'The single sign-on that you came through is not enough for this organization. Ask its administrator.',
  passkey_progressive_enrollment: 'Your account asks for a passkey, which this application cannot set up. Tell the owner of this site.',
  radar_sms_challenge_error: 'No message can be sent to this number. Check it, or use another one.',
  invalid_request_parameters: 'That does not look like an email address.',
}

/** Codes that a refusal can have words for. */
export type ErrorKey = keyof typeof en
export type ErrorMessages = Record<ErrorKey, string>

export function isErrorKey(value: string): value is ErrorKey {
  return Object.hasOwn(en, value)
}
