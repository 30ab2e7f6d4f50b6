import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { Problem } from '../cli/lib/problem'
import { addMember } from '../emulators/workos/actions/addMember'
import { createOrganization } from '../emulators/workos/actions/createOrganization'
import { createUser } from '../emulators/workos/actions/createUser'
import type { Emulator } from '../emulators/workos/emulator'
import type { Benchmark } from './benchmark'
import { figure } from './support/figure'
import { withSyncBackend, type SyncBackend } from './support/syncBackend'

const USERS = 10_000
const ORGANIZATIONS = 500
const WEEK_MS = 7 * 24 * 3_600_000

const progress = z.object({
  state: z.enum(['running', 'done', 'failed']),
  startedAt: z.number(),
  finishedAt: z.number().nullable(),
  problem: z.string().nullable(),
  counts: z.object({ requests: z.number(), listed: z.number(), failed: z.number() }),
})
const requests = z.array(z.object({ status: z.number() }))

export const syncBackfill: Benchmark = {
  id: 'sync-backfill',
  part: 'sync',
  title: `Sync: backfill of ${USERS.toLocaleString('en')} users in ${ORGANIZATIONS} organizations`,
  method: 'From the WorkOS emulator with its rate limits on, into an empty Convex emulator; everybody is a member of one organization. The duration includes the ten seconds that the newest events are waited for.',
  run: () => withSyncBackend({ settings: { rateLimits: true }, fill }, async (backend) => {
    await backend.run('sync:backfill')
    const { startedAt, finishedAt, counts } = await untilDone(backend)
    const seconds = ((finishedAt ?? 0) - startedAt) / 1000
    const refused = requests.parse(await backend.workos('/_emulate/requests')).filter(({ status }) => status === 429)
    return [{
      name: 'backfill',
      figures: {
        'duration': figure(seconds * 1000, 'ms'),
        'requests': figure(counts.requests, ''),
        'requests per second': figure(counts.requests / seconds, '/s'),
        'objects': figure(counts.listed, ''),
        'refused by rate limits': figure(refused.length, ''),
        'not written': figure(counts.failed, ''),
      },
    }]
  }),
}

/** A week ago, so that none of it is repeated as an event of the time of the backfill, and one after another. */
function fill(emulator: Emulator): void {
  emulator.clock.advance(-WEEK_MS)
  const organizations = Array.from({ length: ORGANIZATIONS }, (_, index) => {
    emulator.clock.advance(1)
    return createOrganization({ name: `Organization ${index}` }, emulator).id
  })
  for (let index = 0; index < USERS; index++) {
    emulator.clock.advance(1)
    const { id } = createUser({ email: `person-${index}@example.com`, first_name: 'Person', last_name: String(index) }, emulator)
    addMember({ userId: id, organizationId: organizations[index % ORGANIZATIONS] ?? '', roles: null }, emulator)
  }
  emulator.clock.reset()
}

async function untilDone({ run }: SyncBackend): Promise<z.infer<typeof progress>> {
  for (;;) {
    const now = progress.parse(await run('sync:progress'))
    if (now.state === 'done') return now
    if (now.state === 'failed') throw new Problem(`The backfill failed: ${now.problem}`)
    await delay(500)
  }
}
