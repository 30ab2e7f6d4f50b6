import { setTimeout as delay } from 'node:timers/promises'
import { internal } from '../../../../convex/_generated/api'
import type { Functions } from './functions'

/** Starts a backfill, or goes on with one, and waits until it ends. */
export async function backfill(functions: Functions) {
  await functions.mutation(internal.sync.backfill, {})
  return await untilEnded(functions)
}

export async function untilEnded(functions: Functions) {
  for (;;) {
    const progress = await functions.query(internal.sync.progress, {})
    if (progress && progress.state !== 'running') return progress
    await skipWait(functions)
    await delay(20)
  }
}

/**
 * Before it reads events, a run waits ten seconds for WorkOS to show its newest ones; the emulator
 * shows them at once. Another step takes the place of the one that waits.
 */
async function skipWait(functions: Functions): Promise<void> {
  const step = await functions.run(async ({ db }) => {
    const run = await db.query('syncRuns').order('desc').first()
    if (run?.phase !== 'events' || run.after !== null || run.attempts > 0 || run.notBefore <= Date.now()) return null
    const turn = run.turn + 1
    await db.patch(run._id, { turn, notBefore: 0 })
    return { run: run._id, turn }
  })
  if (step) await functions.action(internal.sync.turn.turn, step)
}
