import type { Emulator } from '../emulator'
import type { OrganizationPolicy } from '../objects/organizationPolicy'
import { isMethodAllowed } from '../objects/organizationPolicy'
import type { SignIn } from '../signIn/signIn'

/** What is asked about of a sign-in that begins, and of a session that goes on. */
export type Attempt = Pick<SignIn, 'userId' | 'method' | 'connectionId' | 'impersonator' | 'organizationId'>

export interface UnmetRequirement {
  readonly kind: 'sso' | 'methods' | 'mfa'
  readonly policy: OrganizationPolicy
  /** Where members of the organization can use SSO. */
  readonly connectionIds: readonly string[]
}

/** The first thing the organization asks for that this way of signing in lacks. Its own SSO satisfies everything (WorkOS docs: organization policies). */
export function unmetRequirement(attempt: Attempt, { store }: Emulator): UnmetRequirement | null {
  const policy = store.organizationPolicies.get(attempt.organizationId ?? '')
  if (!policy || attempt.impersonator) return null
  const connections = store.connections.filter(row => row.organization_id === policy.id)
  if (connections.some(({ id }) => id === attempt.connectionId)) return null
  const connectionIds = connections.filter(({ state }) => state === 'active').map(({ id }) => id)
  if (policy.ssoRequired) return { kind: 'sso', policy, connectionIds }
  if (!isMethodAllowed(policy, attempt.method)) return { kind: 'methods', policy, connectionIds }
  const hasFactor = store.factors.find(factor => factor.user_id === attempt.userId && factor.confirmed)
  return policy.mfaRequired && !hasFactor ? { kind: 'mfa', policy, connectionIds } : null
}
