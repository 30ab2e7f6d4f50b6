import { setResponseStatus } from 'h3'
import { deleteOrganization } from '../actions/deleteOrganization'
import { requireOrganization } from '../actions/requireOrganization'
import { createOrganization, newOrganizationInput } from '../actions/createOrganization'
import { organizationChange, updateOrganization } from '../actions/updateOrganization'
import type { Emulator } from '../emulator'
import { notFound } from '../http/apiError'
import { readInput } from '../http/input'
import { mapPage, paginate } from '../http/page'
import { pathParam } from '../http/param'
import { queryList, readQuery } from '../http/query'
import type { Route } from '../http/route'
import { type Organization, presentOrganization } from '../objects/organization'

export const organizationRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/organizations',
    summary: 'Lists organizations; filters `domains`, `search`',
    access: 'key',
    handle: (event, { store }) => {
      const query = readQuery(event)
      return mapPage(paginate(matching(query, store), query), organization => presentOrganization(organization, store))
    },
  },
  {
    method: 'POST',
    path: '/organizations',
    summary: 'Creates an organization with its domains',
    access: 'key',
    handle: async (event, emulator) => {
      const organization = createOrganization(await readInput(event, newOrganizationInput), emulator)
      setResponseStatus(event, 201)
      return presentOrganization(organization, emulator.store)
    },
  },
  {
    method: 'GET',
    path: '/organizations/:id',
    summary: 'Reads an organization',
    access: 'key',
    handle: (event, emulator) =>
      presentOrganization(requireOrganization(pathParam(event, 'id'), emulator), emulator.store),
  },
  {
    method: 'GET',
    path: '/organizations/external_id/:externalId',
    summary: 'Reads an organization by your own id',
    access: 'key',
    handle: (event, { store }) => {
      const externalId = pathParam(event, 'externalId')
      const organization = store.organizations.find(({ external_id }) => external_id === externalId)
      if (!organization) throw notFound('Organization', externalId)
      return presentOrganization(organization, store)
    },
  },
  {
    method: 'PUT',
    path: '/organizations/:id',
    summary: 'Changes an organization; `domain_data` replaces its domains',
    access: 'key',
    handle: async (event, emulator) => {
      const organization = requireOrganization(pathParam(event, 'id'), emulator)
      const changed = updateOrganization(organization, await readInput(event, organizationChange), emulator)
      return presentOrganization(changed, emulator.store)
    },
  },
  {
    method: 'DELETE',
    path: '/organizations/:id',
    summary: 'Deletes an organization with its domains, memberships, roles and connections',
    access: 'key',
    handle: (event, emulator) => {
      deleteOrganization(requireOrganization(pathParam(event, 'id'), emulator), emulator)
      return {}
    },
  },
]

function matching(query: URLSearchParams, store: Emulator['store']): Organization[] {
  const domains = queryList(query, 'domains').map(domain => domain.toLowerCase())
  const search = query.get('search')?.toLowerCase() ?? ''
  const owners = store.organizationDomains.filter(({ domain }) => domains.includes(domain)).map(row => row.organization_id)
  return store.organizations.filter(({ id, name }) =>
    (domains.length === 0 || owners.includes(id)) && name.toLowerCase().includes(search))
}
