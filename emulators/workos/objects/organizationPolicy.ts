import type { AuthenticationMethod } from './authenticationMethod'

/** The methods that a policy speaks of, as the API names them. */
export const POLICY_METHODS = ['apple_oauth', 'github_oauth', 'google_oauth', 'magic_auth', 'microsoft_oauth', 'password'] as const

export type PolicyMethod = typeof POLICY_METHODS[number]

/** What an organization asks of its members on top of the environment. */
export interface OrganizationPolicy {
  /** That of the organization. */
  readonly id: string
  readonly ssoRequired: boolean
  readonly mfaRequired: boolean
  /** null: whatever the environment allows. */
  readonly allowedMethods: readonly PolicyMethod[] | null
}

const POLICY_NAMES: Partial<Record<AuthenticationMethod, PolicyMethod>> = {
  AppleOAuth: 'apple_oauth',
  GitHubOAuth: 'github_oauth',
  GoogleOAuth: 'google_oauth',
  MagicAuth: 'magic_auth',
  MicrosoftOAuth: 'microsoft_oauth',
  Password: 'password',
}

export function isMethodAllowed({ allowedMethods }: OrganizationPolicy, method: AuthenticationMethod): boolean {
  const name = POLICY_NAMES[method]
  return allowedMethods === null || (name !== undefined && allowedMethods.includes(name))
}

/** `auth_methods` of the refusal: every method, and whether it is allowed. */
export const presentAllowedMethods = ({ allowedMethods }: OrganizationPolicy): Record<string, boolean> =>
  Object.fromEntries(POLICY_METHODS.map(method => [method, allowedMethods?.includes(method) ?? true]))
