import { tablesOfObjects, type Wire } from './expectedTables'
import type { Tables } from './tables'
import type { TestWorkos } from './workos'

/** What the tables have to say of the emulator, read by its own lists. */
export async function readWorkos(workos: TestWorkos): Promise<Tables> {
  const organizations = await workos.list('/organizations')
  const ofEach = async (read: (id: string) => Promise<Wire[]>) => (await Promise.all(organizations.map(({ id }) => read(id)))).flat()
  return tablesOfObjects({
    users: await workos.list('/user_management/users'),
    organizations,
    domains: organizations.flatMap(({ domains }) => domains as Wire[]),
    memberships: await ofEach(id => workos.list('/user_management/organization_memberships', { organization_id: id, statuses: 'active,inactive,pending' })),
    invitations: await workos.list('/user_management/invitations'),
    roles: [
      ...await workos.list('/authorization/roles'),
      ...await ofEach(async id => (await workos.list(`/authorization/organizations/${id}/roles`))
        .filter(({ type }) => type === 'OrganizationRole')
        .map(role => ({ ...role, organization_id: id }))),
    ],
  })
}
