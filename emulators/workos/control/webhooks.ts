import { z } from 'zod'
import { notFound } from '../http/apiError'
import { readInput } from '../http/input'
import type { Route } from '../http/route'
import type { EmulatedEvent } from '../events/eventLog'
import type { WebhookDispatcher } from '../webhooks/dispatcher'

const releaseInput = z.strictObject({
  order: z.enum(['created', 'reverse']).default('created'),
  /** How many times each event arrives. */
  copies: z.number().int().min(1).max(10).default(1),
})

const redeliverInput = z.strictObject({
  event_id: z.string(),
  /** How old the signature claims to be. */
  ageMs: z.number().default(0),
})

export const webhookRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/_emulate/webhooks',
    summary: 'Deliveries with their attempts, and the events that are held',
    access: 'open',
    handle: (_, { webhooks }) => showWebhooks(webhooks),
  },
  {
    method: 'POST',
    path: '/_emulate/webhooks/hold',
    summary: 'Keeps deliveries back until they are released',
    access: 'open',
    handle: (_, { webhooks }) => {
      webhooks.hold()
      return showWebhooks(webhooks)
    },
  },
  {
    method: 'POST',
    path: '/_emulate/webhooks/release',
    summary: 'Sends what is held: `{order?: created | reverse, copies?}`',
    access: 'open',
    handle: async (event, { webhooks }) => {
      const { order, copies } = await readInput(event, releaseInput)
      const held = order === 'created' ? webhooks.held() : webhooks.held().reverse()
      return webhooks.release(held.flatMap((one): EmulatedEvent[] => Array(copies).fill(one)))
    },
  },
  {
    method: 'POST',
    path: '/_emulate/webhooks/redeliver',
    summary: 'Sends an event once more: `{event_id, ageMs?}`',
    access: 'open',
    handle: async (event, { events, webhooks }) => {
      const { event_id, ageMs } = await readInput(event, redeliverInput)
      const found = events.get(event_id)
      if (!found) throw notFound('Event', event_id)
      return webhooks.sendNow(found, ageMs)
    },
  },
  {
    method: 'POST',
    path: '/_emulate/webhooks/settle',
    summary: 'Answers when no delivery is under way',
    access: 'open',
    handle: async (_, { webhooks }) => {
      await webhooks.settled()
      return showWebhooks(webhooks)
    },
  },
]

const showWebhooks = (webhooks: WebhookDispatcher) => ({
  holding: webhooks.isHolding(),
  held: webhooks.held(),
  deliveries: webhooks.deliveries(),
})
