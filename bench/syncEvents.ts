import { createHmac } from 'node:crypto'
import { WORKOS_EMULATOR } from '../emulators/defaults'
import type { Benchmark, Row } from './benchmark'
import { figure } from './support/figure'
import { withSyncBackend } from './support/syncBackend'

/** Until Node has compiled what runs often, in both processes. */
const WARM_UP_MS = 3_000
const MEASURE_MS = 5_000

export const syncEvents: Benchmark = {
  id: 'sync-events',
  part: 'sync',
  title: 'Sync: events applied per second',
  method: `Signed webhooks to the Convex emulator for ${MEASURE_MS / 1000} s, of people who sign up and change their name; repeated ones are known already.`,
  run: () => withSyncBackend({}, async ({ webhookUrl }) => {
    let sent = 0
    const next = () => post(webhookUrl, createEvent(sent++))
    const repeat = () => post(webhookUrl, createEvent(0))
    await countPerSecond(WARM_UP_MS, 8, next)
    return [
      await measure('one at a time', 1, next),
      await measure('8 at once', 8, next),
      await measure('8 at once, repeated', 8, repeat),
    ]
  }),
}

async function measure(name: string, atOnce: number, deliver: () => Promise<void>): Promise<Row> {
  return { name, figures: { events: figure(await countPerSecond(MEASURE_MS, atOnce, deliver), '/s') } }
}

async function countPerSecond(ms: number, atOnce: number, deliver: () => Promise<void>): Promise<number> {
  const start = performance.now()
  let count = 0
  await Promise.all(Array.from({ length: atOnce }, async () => {
    while (performance.now() < start + ms) {
      await deliver()
      count++
    }
  }))
  return count / ((performance.now() - start) / 1000)
}

/** Every other event changes the person of the one before. */
function createEvent(number: number): string {
  const person = Math.floor(number / 2)
  const isNew = number % 2 === 0
  const at = new Date(Date.UTC(2026, 0, 1) + number).toISOString()
  const id = `user_${String(person).padStart(26, '0')}`
  return JSON.stringify({
    id: `event_${String(number).padStart(26, '0')}`,
    event: isNew ? 'user.created' : 'user.updated',
    created_at: at,
    data: {
      object: 'user', id, email: `${id}@example.com`, email_verified: true, first_name: isNew ? null : 'Ada', last_name: null,
      profile_picture_url: null, external_id: null, metadata: {}, last_sign_in_at: null, created_at: at, updated_at: at,
    },
  })
}

async function post(url: string, body: string): Promise<void> {
  const now = Date.now()
  const signature = createHmac('sha256', WORKOS_EMULATOR.webhookSecret).update(`${now}.${body}`).digest('hex')
  const response = await fetch(url, { method: 'POST', body, headers: { 'workos-signature': `t=${now}, v1=${signature}` } })
  if (response.status !== 200) throw new Error(`A webhook was answered ${response.status}: ${await response.text()}`)
  await response.arrayBuffer()
}
