import fc from 'fast-check'
import { expect, it, vi } from 'vitest'
import { backfill } from './support/backfill'
import { startFunctions } from './support/functions'
import { passTime } from './support/passTime'
import { readTables } from './support/tables'
import { useWorkos } from './support/workos'
import { deeds, doAll } from './support/workosHappenings'
import { readWorkos } from './support/workosTables'

const workos = useWorkos()

// What fails is reported with the seed and the path that repeat it: fc.assert(…, { seed, path }).
it('with the webhook down for a while, a reconciliation ends in the same state', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  await fc.assert(fc.asyncProperty(deeds, deeds, deeds, async (before, during, after) => {
    await workos.send('POST', '/_emulate/reset')
    const functions = startFunctions()
    workos.deliverTo(functions)
    await backfill(functions)

    await doAll(workos, before)
    await workos.settled()
    expect(await readTables(functions)).toEqual(await readWorkos(workos))

    workos.deliverTo(null)
    await doAll(workos, during)
    await workos.settled()
    // Too long ago for the events of the meantime to be read: the lists have to tell.
    passTime(10 * 60_000)
    workos.deliverTo(functions)
    await doAll(workos, after)
    await workos.settled()

    expect(await backfill(functions)).toMatchObject({ state: 'done', counts: { failed: 0 } })
    expect(await readTables(functions)).toEqual(await readWorkos(workos))
    vi.mocked(Date.now).mockRestore()
  }), { numRuns: 6, endOnFailure: true })
}, 180_000)
