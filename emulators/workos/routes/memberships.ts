import { type H3Event, setResponseStatus } from 'h3'
import { z } from 'zod'
import { addMember } from '../actions/addMember'
import { changeMembership } from '../actions/changeMembership'
import { deactivateMember } from '../actions/deactivateMember'
import { removeMember } from '../actions/removeMember'
import { requireOrganization } from '../actions/requireOrganization'
import { requireRoles, rolesInput } from '../actions/requireRoles'
import { requireUser } from '../actions/requireUser'
import type { Emulator } from '../emulator'
import { codedError, notFound } from '../http/apiError'
import { parseInput, readInput } from '../http/input'
import { mapPage, paginate } from '../http/page'
import { pathParam } from '../http/param'
import { queryList, readQuery } from '../http/query'
import type { Route } from '../http/route'
import { MEMBERSHIP_STATUSES, type Membership, presentMembership } from '../objects/membership'

const PATH = '/user_management/organization_memberships'

const createInput = rolesInput.extend({ user_id: z.string(), organization_id: z.string() })

export const membershipRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: PATH,
    summary: 'Lists memberships of a user or an organization; active ones unless `statuses` says otherwise',
    access: 'key',
    handle: (event, { store }) => {
      const query = readQuery(event)
      return mapPage(paginate(matching(query, store), query), membership => presentMembership(membership, store))
    },
  },
  {
    method: 'POST',
    path: PATH,
    summary: 'Adds a user to an organization',
    access: 'key',
    handle: async (event, emulator) => {
      const input = await readInput(event, createInput)
      const { id: userId } = requireUser(input.user_id, emulator)
      const { id: organizationId } = requireOrganization(input.organization_id, emulator)
      const membership = addMember({ userId, organizationId, roles: requireRoles(organizationId, input, emulator) }, emulator)
      setResponseStatus(event, 201)
      return presentMembership(membership, emulator.store)
    },
  },
  {
    method: 'GET',
    path: `${PATH}/:id`,
    summary: 'Reads a membership',
    access: 'key',
    handle: (event, emulator) => presentMembership(requireMembership(event, emulator), emulator.store),
  },
  {
    method: 'PUT',
    path: `${PATH}/:id`,
    summary: 'Changes the role of a member',
    access: 'key',
    handle: async (event, emulator) => {
      const membership = requireMembership(event, emulator)
      const roles = requireRoles(membership.organization_id, await readInput(event, rolesInput), emulator)
      const changed = changeMembership(membership, { role_slugs: roles ?? membership.role_slugs }, emulator)
      return presentMembership(changed, emulator.store)
    },
  },
  {
    method: 'DELETE',
    path: `${PATH}/:id`,
    summary: 'Removes a member and ends their sessions in the organization',
    access: 'key',
    handle: (event, emulator) => {
      removeMember(requireMembership(event, emulator), emulator)
      return {}
    },
  },
  {
    method: 'PUT',
    path: `${PATH}/:id/deactivate`,
    summary: 'Suspends a member and ends their sessions in the organization',
    access: 'key',
    handle: (event, emulator) =>
      presentMembership(deactivateMember(requireMembership(event, emulator), emulator), emulator.store),
  },
  {
    method: 'PUT',
    path: `${PATH}/:id/reactivate`,
    summary: 'Brings a suspended member back',
    access: 'key',
    handle: (event, emulator) => {
      const membership = requireMembership(event, emulator)
      if (membership.status === 'pending') {
        throw codedError(400, 'cannot_reactivate_pending_organization_membership', 'A pending membership cannot be reactivated.')
      }
      return presentMembership(changeMembership(membership, { status: 'active' }, emulator), emulator.store)
    },
  },
]

function requireMembership(event: H3Event, { store }: Emulator): Membership {
  const id = pathParam(event, 'id')
  const membership = store.memberships.get(id)
  if (!membership) throw notFound('Organization membership', id)
  return membership
}

function matching(query: URLSearchParams, store: Emulator['store']): Membership[] {
  const userId = query.get('user_id')
  const organizationId = query.get('organization_id')
  if (!userId && !organizationId) {
    throw codedError(400, 'missing_user_id_or_organization_id', 'Either user_id or organization_id is required.')
  }
  const asked = parseInput(z.array(z.enum(MEMBERSHIP_STATUSES)), queryList(query, 'statuses'))
  const statuses = asked.length > 0 ? asked : ['active']
  return store.memberships.filter(row =>
    (!userId || row.user_id === userId)
    && (!organizationId || row.organization_id === organizationId)
    && statuses.includes(row.status))
}
