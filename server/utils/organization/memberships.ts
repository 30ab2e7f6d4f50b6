import type { OrganizationMembership } from '@workos-inc/node'
import { AuthError } from '../authError'
import { callWorkos, findInWorkos } from '../callWorkos'
import { workosReads } from '../workos'

/** The membership that lets somebody act in an organization; null without one. @throws AuthError when WorkOS cannot be asked. */
export async function findMembership(userId: string, organizationId: string): Promise<OrganizationMembership | null> {
  const memberships = await callWorkos(async () =>
    await workosReads().userManagement.listOrganizationMemberships({ userId, organizationId, statuses: ['active'], limit: 1 }))
  return memberships.data.find(membership => membership.organizationId === organizationId) ?? null
}

/**
 * A membership that a form names. One of another organization is answered like a missing one, so that ids cannot be probed.
 *
 * @throws AuthError 404 `member_unknown`.
 */
export async function requireMembershipIn(organizationId: string, membershipId: string): Promise<OrganizationMembership> {
  const membership = await findInWorkos(() => workosReads().userManagement.getOrganizationMembership(membershipId))
  if (membership?.organizationId !== organizationId) throw new AuthError('member_unknown', { status: 404 })
  return membership
}

/** Everybody who can act in an organization. */
export async function listMembers(organizationId: string): Promise<OrganizationMembership[]> {
  return await callWorkos(async () => {
    const pages = await workosReads().userManagement.listOrganizationMemberships({ organizationId, statuses: ['active'], limit: 100 })
    return await pages.autoPagination()
  })
}

/** Slugs. */
export function rolesOf({ role, roles }: OrganizationMembership): string[] {
  return roles?.length ? roles.map(({ slug }) => slug) : [role.slug]
}
