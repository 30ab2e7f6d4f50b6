import { z } from 'zod'
import { notFound } from '../http/apiError'
import { readInput } from '../http/input'
import type { Route } from '../http/route'
import type { EmulatedEvent } from '../events/eventLog'
import type { WebhookDispatcher } from '../webhooks/dispatcher'

const holdInput = z.strictObject({
  /** Names; without any, all events are held. */
  events: z.array(z.string()).default([]),
})

const chosenInput = z.strictObject({
  /** Of held events; without any, all of them. */
  event_ids: z.array(z.string()).optional(),
})

const releaseInput = chosenInput.extend({
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
    summary: 'Keeps deliveries back until they are released: `{events?}` names what to hold, the others go on',
    access: 'open',
    handle: async (event, { webhooks }) => {
      const { events } = await readInput(event, holdInput)
      webhooks.hold(events)
      return showWebhooks(webhooks)
    },
  },
  {
    method: 'POST',
    path: '/_emulate/webhooks/release',
    summary: 'Sends what is held and holds no longer: `{order?: created | reverse, copies?}`. With `event_ids`, sends these in this order and holds on',
    access: 'open',
    handle: async (event, { webhooks }) => {
      const { event_ids, order, copies } = await readInput(event, releaseInput)
      const chosen = chooseHeld(event_ids, webhooks)
      if (event_ids) webhooks.drop(chosen)
      else webhooks.resume()
      const ordered = order === 'created' ? chosen : chosen.toReversed()
      return webhooks.sendInOrder(ordered.flatMap((one): EmulatedEvent[] => Array(copies).fill(one)))
    },
  },
  {
    method: 'POST',
    path: '/_emulate/webhooks/drop',
    summary: 'Forgets what is held, as if it had been lost on its way: `{event_ids?}`. The events list still has it',
    access: 'open',
    handle: async (event, { webhooks }) => {
      const { event_ids } = await readInput(event, chosenInput)
      webhooks.drop(chooseHeld(event_ids, webhooks))
      return showWebhooks(webhooks)
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

function chooseHeld(ids: readonly string[] | undefined, webhooks: WebhookDispatcher): EmulatedEvent[] {
  const held = webhooks.held()
  return ids?.map((id) => {
    const chosen = held.find(event => event.id === id)
    if (!chosen) throw notFound('Held event', id)
    return chosen
  }) ?? held
}

const showWebhooks = (webhooks: WebhookDispatcher) => ({
  holding: webhooks.isHolding(),
  held: webhooks.held(),
  deliveries: webhooks.deliveries(),
})
