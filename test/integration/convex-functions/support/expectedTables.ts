import type { Tables } from './tables'
import type { World } from './world'

export type Wire = Record<string, unknown>

interface Objects {
  users: Wire[]
  organizations: Wire[]
  domains: Wire[]
  memberships: Wire[]
  invitations: Wire[]
  roles: Wire[]
}

/** What the tables have to say of a world. */
export function tablesOf({ users, organizations, domains, memberships, invitations, roles }: World): Tables {
  const all = (objects: Map<string, Wire>) => [...objects.values()]
  return tablesOfObjects({
    users: all(users),
    organizations: all(organizations),
    domains: all(domains),
    memberships: all(memberships),
    invitations: all(invitations),
    roles: all(roles),
  })
}

/** In words of the tests' own: not by the code that is tested. */
export function tablesOfObjects(objects: Objects): Tables {
  return {
    users: list(objects.users, user => ({
      workosUserId: user.id,
      email: user.email,
      emailVerified: user.email_verified,
      firstName: user.first_name,
      lastName: user.last_name,
      profilePictureUrl: user.profile_picture_url,
      ...times(user),
    })),
    organizations: list(objects.organizations, organization => ({
      workosId: organization.id, name: organization.name, externalId: organization.external_id, ...times(organization),
    })),
    organizationDomains: list(objects.domains, domain => ({
      workosId: domain.id, workosOrganizationId: domain.organization_id, domain: domain.domain, state: domain.state, ...times(domain),
    })),
    memberships: list(objects.memberships, membership => ({
      workosId: membership.id,
      workosUserId: membership.user_id,
      workosOrganizationId: membership.organization_id,
      status: membership.status,
      roleSlugs: (membership.roles as { slug: string }[]).map(({ slug }) => slug),
      directoryManaged: membership.directory_managed,
      ...times(membership),
    })),
    invitations: list(objects.invitations, invitation => ({
      workosId: invitation.id,
      workosOrganizationId: invitation.organization_id,
      email: invitation.email,
      state: invitation.state,
      roleSlug: invitation.role_slug,
      inviterUserId: invitation.inviter_user_id,
      acceptedUserId: invitation.accepted_user_id,
      expiresAt: ms(invitation.expires_at),
      acceptedAt: ms(invitation.accepted_at),
      revokedAt: ms(invitation.revoked_at),
      ...times(invitation),
    })),
    roles: list(objects.roles, role => ({
      slug: role.slug,
      workosOrganizationId: role.organization_id ?? null,
      name: role.name,
      description: role.description,
      permissions: role.permissions,
      ...times(role),
    })),
  }
}

function list(objects: Wire[], toRow: (object: Wire) => object): object[] {
  return objects.map(toRow).map(sortKeys).sort((a, b) => JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)
}

const times = ({ created_at, updated_at }: Wire) => ({ workosCreatedAt: ms(created_at), workosUpdatedAt: ms(updated_at) })

const ms = (iso: unknown) => typeof iso === 'string' ? new Date(iso).getTime() : null

export function sortKeys(row: object): object {
  return Object.fromEntries(Object.entries(row).sort(([a], [b]) => a < b ? -1 : 1))
}
