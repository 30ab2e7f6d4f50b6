import { isErrorKey } from '../messages/en'
import { AuthError } from './authError'

/** WorkOS docs: SSO, Redirect URI, error codes. Words of our own, because anybody can write the address of the callback. */
const CODES = new Set([
  'access_denied', 'ambiguous_connection_selector', 'connection_invalid', 'connection_strategy_invalid', 'connection_unlinked',
  'invalid_connection_selector', 'organization_invalid', 'oauth_failed', 'server_error', 'profile_not_allowed_outside_organization',
])

/** The refusal for the `error` that a callback brings. */
export function explainCallback(error: string): AuthError {
  return CODES.has(error) && isErrorKey(error)
    ? new AuthError(error, { status: 400 })
    : new AuthError('callback_refused', { status: 400 })
}
