import { createHmac } from 'node:crypto'
import { vi } from 'vitest'
import type { Functions } from './functions'
import type { TestEvent } from './objects'

export const SECRET = 'whsec_of_the_tests'

/** Gives the functions the secret that the tests sign with. */
export function useSecret(secret = SECRET): void {
  vi.stubEnv('WORKOS_WEBHOOK_SECRET', secret)
}

export function sign(body: string, { secret = SECRET, at = Date.now() }: { secret?: string, at?: number } = {}): string {
  return `t=${at}, v1=${createHmac('sha256', secret).update(`${at}.${body}`).digest('hex')}`
}

/** Posts a webhook as WorkOS does. */
export function post(functions: Functions, body: string, signature: string | null = sign(body)): Promise<Response> {
  return functions.fetch('/workos/webhook', {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...(signature !== null && { 'workos-signature': signature }) },
  })
}

/** Delivers events in the order given, and fails when one is not taken. */
export async function deliver(functions: Functions, ...events: TestEvent[]): Promise<void> {
  for (const event of events) {
    const response = await post(functions, JSON.stringify(event))
    if (response.status !== 200) throw new Error(`${event.event} was answered ${response.status}: ${await response.text()}`)
  }
}
