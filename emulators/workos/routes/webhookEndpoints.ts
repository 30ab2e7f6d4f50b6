import { randomBytes } from 'node:crypto'
import { type H3Event, setResponseStatus } from 'h3'
import { z } from 'zod'
import type { Emulator } from '../emulator'
import { codedError, invalidParameters, notFound } from '../http/apiError'
import { readInput } from '../http/input'
import { mapPage, paginate } from '../http/page'
import { pathParam } from '../http/param'
import { readQuery } from '../http/query'
import type { Route } from '../http/route'
import { type WebhookEndpoint, presentNewWebhookEndpoint, presentWebhookEndpoint } from '../objects/webhookEndpoint'

const createInput = z.object({ endpoint_url: z.string(), events: z.array(z.string()).default([]) })

const updateInput = z.object({
  endpoint_url: z.string().optional(),
  status: z.enum(['enabled', 'disabled']).optional(),
  events: z.array(z.string()).optional(),
})

export const webhookEndpointRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/webhook_endpoints',
    summary: 'Lists webhook endpoints, without their secrets',
    access: 'key',
    handle: (event, { store }) => mapPage(paginate(store.webhookEndpoints.all(), readQuery(event)), presentWebhookEndpoint),
  },
  {
    method: 'POST',
    path: '/webhook_endpoints',
    summary: 'Creates a webhook endpoint; the answer shows its secret once',
    access: 'key',
    handle: async (event, emulator) => {
      const { store, clock, newId } = emulator
      const input = await readInput(event, createInput)
      requireUsableUrl(input.endpoint_url, null, emulator)
      const endpoint = store.webhookEndpoints.insert({
        id: newId('we'),
        ...input,
        secret: `whsec_${randomBytes(16).toString('hex')}`,
        status: 'enabled',
        created_at: clock.iso(),
        updated_at: clock.iso(),
      })
      setResponseStatus(event, 201)
      return presentNewWebhookEndpoint(endpoint)
    },
  },
  {
    method: 'PATCH',
    path: '/webhook_endpoints/:id',
    summary: 'Changes the address, the events or the status of a webhook endpoint',
    access: 'key',
    handle: async (event, emulator) => {
      const { store, clock } = emulator
      const { id } = requireEndpoint(event, emulator)
      const change = await readInput(event, updateInput)
      if (change.endpoint_url !== undefined) requireUsableUrl(change.endpoint_url, id, emulator)
      return presentWebhookEndpoint(store.webhookEndpoints.update(id, { ...change, updated_at: clock.iso() }))
    },
  },
  {
    method: 'DELETE',
    path: '/webhook_endpoints/:id',
    summary: 'Removes a webhook endpoint',
    access: 'key',
    handle: (event, emulator) => {
      emulator.store.webhookEndpoints.delete(requireEndpoint(event, emulator).id)
      setResponseStatus(event, 204)
      return null
    },
  },
]

function requireEndpoint(event: H3Event, { store }: Emulator): WebhookEndpoint {
  const id = pathParam(event, 'id')
  const endpoint = store.webhookEndpoints.get(id)
  if (!endpoint) throw notFound('Webhook endpoint', id)
  return endpoint
}

/** Production wants public HTTPS; receivers of an emulator live on this machine, so plain HTTP is fine here. */
function requireUsableUrl(url: string, ownId: string | null, { store }: Emulator): void {
  const usable = URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)
  if (!usable) throw invalidParameters([{ field: 'endpoint_url', code: 'invalid_url', message: 'The URL is not usable.' }])
  if (store.webhookEndpoints.find(row => row.endpoint_url === url && row.id !== ownId)) {
    throw codedError(409, 'duplicate_endpoint', 'A webhook endpoint with this URL already exists.')
  }
}
