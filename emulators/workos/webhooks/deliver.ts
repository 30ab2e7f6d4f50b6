import { setTimeout as delay } from 'node:timers/promises'
import type { EmulatedEvent } from '../events/eventLog'
import type { WebhookEndpoint } from '../objects/webhookEndpoint'
import { signatureHeader } from './signature'

export interface Attempt {
  readonly at: string
  readonly status: number | null
  readonly error?: string
}

export interface Delivery {
  readonly event_id: string
  readonly event: string
  readonly endpoint_id: string
  readonly endpoint_url: string
  readonly state: 'delivered' | 'failed'
  readonly attempts: readonly Attempt[]
}

export interface DeliveryOptions {
  readonly retryDelaysMs: readonly number[]
  readonly stopping: AbortSignal
  /** Makes the signature look this much older than it is. */
  readonly ageMs?: number
}

const ANSWER_WITHIN_MS = 10_000

/** Posts until the receiver answers 2xx or the retries are used up. */
export async function deliver(event: EmulatedEvent, endpoint: WebhookEndpoint, options: DeliveryOptions): Promise<Delivery> {
  const attempts: Attempt[] = []
  for (const wait of [0, ...options.retryDelaysMs]) {
    await delay(wait, undefined, { signal: options.stopping })
    const attempt = await post(event, endpoint, options)
    attempts.push(attempt)
    if (attempt.status !== null && attempt.status >= 200 && attempt.status < 300) break
  }
  const accepted = attempts.at(-1)?.status?.toString().startsWith('2') ?? false
  return {
    event_id: event.id,
    event: event.event,
    endpoint_id: endpoint.id,
    endpoint_url: endpoint.endpoint_url,
    state: accepted ? 'delivered' : 'failed',
    attempts,
  }
}

/** Signed with the wall clock, not the emulator's: the receiver compares it with its own. */
async function post(event: EmulatedEvent, endpoint: WebhookEndpoint, { stopping, ageMs = 0 }: DeliveryOptions): Promise<Attempt> {
  const body = JSON.stringify(event)
  const now = Date.now()
  const at = new Date(now).toISOString()
  try {
    const response = await fetch(endpoint.endpoint_url, {
      method: 'POST',
      body,
      redirect: 'manual',
      headers: { 'content-type': 'application/json', 'workos-signature': signatureHeader(body, endpoint.secret, now - ageMs) },
      signal: AbortSignal.any([stopping, AbortSignal.timeout(ANSWER_WITHIN_MS)]),
    })
    await response.arrayBuffer()
    return { at, status: response.status }
  }
  catch (error) {
    return { at, status: null, error: String(error) }
  }
}
