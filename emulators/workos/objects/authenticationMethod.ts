import { OAUTH_PROVIDERS } from './oauthProvider'

/** The values of `authentication_method` in the answer of the authenticate endpoint. */
export const AUTHENTICATION_METHODS = [
  'SSO', 'Password', 'Passkey', 'MagicAuth',
  ...OAUTH_PROVIDERS,
  'Impersonation',
] as const

export type AuthenticationMethod = typeof AUTHENTICATION_METHODS[number]

/** Sessions name the same thing in another vocabulary. */
export function sessionAuthMethod(method: AuthenticationMethod): string {
  switch (method) {
    case 'SSO': return 'sso'
    case 'Password': return 'password'
    case 'Passkey': return 'passkey'
    case 'MagicAuth': return 'magic_code'
    case 'Impersonation': return 'impersonation'
    default: return 'oauth'
  }
}
