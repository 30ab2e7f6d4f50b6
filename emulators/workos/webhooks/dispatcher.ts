import type { EmulatedEvent } from '../events/eventLog'
import type { WebhookEndpoint } from '../objects/webhookEndpoint'
import type { Store } from '../state/store'
import { type Delivery, type DeliveryOptions, deliver } from './deliver'

export interface WebhookDispatcher {
  /** Sends the event to every endpoint that wants it, or keeps it while deliveries are held. */
  dispatch(event: EmulatedEvent): void
  /** @param names of the events to keep back; none: all of them. */
  hold(names: readonly string[]): void
  /** Goes back to sending at once. What was held is forgotten: whoever wants it sent takes it first. */
  resume(): void
  held(): EmulatedEvent[]
  isHolding(): boolean
  /** As if these had been lost on their way. */
  drop(events: readonly EmulatedEvent[]): void
  /** Sends in this order, each one after the one before was answered. */
  sendInOrder(events: readonly EmulatedEvent[]): Promise<Delivery[]>
  sendNow(event: EmulatedEvent, ageMs?: number): Promise<Delivery[]>
  deliveries(): Delivery[]
  /** Resolves when nothing is under way. */
  settled(): Promise<void>
  /** Forgets what was held and delivered, and gives up what is under way. */
  clear(): void
}

export function createWebhookDispatcher(store: Store, options: DeliveryOptions): WebhookDispatcher {
  const done: Delivery[] = []
  const underway = new Set<Promise<unknown>>()
  let holding: { readonly names: readonly string[], readonly events: readonly EmulatedEvent[] } | null = null
  let clearing = new AbortController()

  async function sendNow(event: EmulatedEvent, ageMs = 0): Promise<Delivery[]> {
    const stopping = AbortSignal.any([options.stopping, clearing.signal])
    const receivers = store.webhookEndpoints.filter(endpoint => wants(endpoint, event))
    const sent = await Promise.all(receivers.map(endpoint => deliver(event, endpoint, { ...options, stopping, ageMs })))
    stopping.throwIfAborted()
    done.push(...sent)
    return sent
  }

  function track(work: Promise<unknown>): void {
    // Only a reset or the end of the emulator interrupts a delivery, and then nobody is left to tell.
    const tracked = work.catch(() => {}).finally(() => underway.delete(tracked))
    underway.add(tracked)
  }

  return {
    dispatch: (event) => {
      const kept = holding && (holding.names.length === 0 || holding.names.includes(event.event))
      if (holding && kept) holding = { ...holding, events: [...holding.events, event] }
      else track(sendNow(event))
    },
    hold: (names) => {
      holding = { names, events: holding?.events ?? [] }
    },
    resume: () => {
      holding = null
    },
    held: () => [...holding?.events ?? []],
    isHolding: () => holding !== null,
    drop: (events) => {
      if (holding) holding = { ...holding, events: holding.events.filter(event => !events.includes(event)) }
    },
    sendInOrder: async (events) => {
      const sent: Delivery[] = []
      for (const event of events) sent.push(...await sendNow(event))
      return sent
    },
    sendNow,
    deliveries: () => [...done],
    settled: async () => {
      while (underway.size > 0) await Promise.all(underway)
    },
    clear: () => {
      clearing.abort()
      clearing = new AbortController()
      holding = null
      done.length = 0
    },
  }
}

/** An endpoint without a list of events receives them all. */
function wants({ status, events }: WebhookEndpoint, { event }: EmulatedEvent): boolean {
  return status === 'enabled' && (events.length === 0 || events.includes(event))
}
