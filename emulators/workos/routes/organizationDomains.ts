import { type H3Event, setResponseStatus } from 'h3'
import { z } from 'zod'
import { addDomain, requireFreeDomain } from '../actions/addDomain'
import { removeDomain } from '../actions/removeDomain'
import { requireOrganization } from '../actions/requireOrganization'
import { verifyDomain } from '../actions/verifyDomain'
import type { Emulator } from '../emulator'
import { notFound } from '../http/apiError'
import { readInput } from '../http/input'
import { pathParam } from '../http/param'
import type { Route } from '../http/route'
import { type OrganizationDomain, presentOrganizationDomain } from '../objects/organizationDomain'

const createInput = z.object({ domain: z.string().min(1), organization_id: z.string() })

export const organizationDomainRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/organization_domains',
    summary: 'Adds a domain that waits for verification',
    access: 'key',
    handle: async (event, emulator) => {
      const { domain, organization_id } = await readInput(event, createInput)
      const { id } = requireOrganization(organization_id, emulator)
      requireFreeDomain(domain, emulator)
      setResponseStatus(event, 201)
      return presentOrganizationDomain(addDomain(id, domain, 'pending', emulator))
    },
  },
  {
    method: 'GET',
    path: '/organization_domains/:id',
    summary: 'Reads a domain',
    access: 'key',
    handle: (event, emulator) => presentOrganizationDomain(requireDomain(event, emulator)),
  },
  {
    method: 'POST',
    path: '/organization_domains/:id/verify',
    summary: 'Verifies a domain at once, without looking at DNS',
    access: 'key',
    handle: (event, emulator) => {
      const verified = verifyDomain(requireDomain(event, emulator), emulator)
      setResponseStatus(event, 201)
      return presentOrganizationDomain(verified)
    },
  },
  {
    method: 'DELETE',
    path: '/organization_domains/:id',
    summary: 'Removes a domain',
    access: 'key',
    handle: (event, emulator) => {
      removeDomain(requireDomain(event, emulator), emulator)
      setResponseStatus(event, 204)
      return null
    },
  },
]

function requireDomain(event: H3Event, { store }: Emulator): OrganizationDomain {
  const id = pathParam(event, 'id')
  const domain = store.organizationDomains.get(id)
  if (!domain) throw notFound('Organization domain', id)
  return domain
}
