import { v } from 'convex/values'
import { internal } from './_generated/api'
import type { Doc } from './_generated/dataModel'
import { internalMutation, internalQuery, type QueryCtx } from './_generated/server'
import { newRun } from './sync/run'
import { schedule } from './sync/steps'

type Run = Doc<'syncRuns'>
type Progress = Pick<Run, 'state' | 'startedAt' | 'finishedAt' | 'phase' | 'organization' | 'problem' | 'counts'>

const DAY_MS = 24 * 3600_000
/** A run that was not heard of for so long was interrupted. */
const LOST_AFTER_MS = 5 * 60_000
/** What a run noted longer ago is not worth going on from. */
const RESUMED_WITHIN_MS = 7 * DAY_MS

/** How long rows are of use: WorkOS repeats deliveries for three days and lists events for ninety; tokens live for minutes. */
const KEPT_MS = {
  processedEvents: 7 * DAY_MS,
  tombstones: 100 * DAY_MS,
  endedSessions: 2 * DAY_MS,
  syncRuns: 30 * DAY_MS,
} as const
const FORGOTTEN_AT_ONCE = 500

/**
 * Makes the tables say what WorkOS says: writes all that it lists, removes what it no longer has,
 * and applies the events of the meantime. Run once before the first start
 * (`npx convex run sync:backfill`); a cron job repeats it daily. There is one run at a time, and one
 * that stopped goes on where it was.
 */
export const backfill = internalMutation({
  args: {},
  handler: async (ctx): Promise<Progress> => {
    const now = Date.now()
    const latest = await findLatest(ctx)
    if (latest?.state === 'running' && !isLost(latest, now)) return toProgress(latest)
    if (latest && latest.state !== 'done' && latest.startedAt > now - RESUMED_WITHIN_MS) {
      await ctx.db.patch(latest._id, { state: 'running', finishedAt: null, attempts: 0, notBefore: now })
    }
    else {
      await ctx.db.insert('syncRuns', newRun(now))
    }
    const run = await findLatest(ctx)
    if (!run) throw new Error('The run that was just written is not there')
    await schedule(ctx, run)
    return toProgress(run)
  },
})

/** How far the last run is: `npx convex run sync:progress --watch`. Null before the first one. */
export const progress = internalQuery({
  args: {},
  handler: async (ctx): Promise<Progress | null> => {
    const run = await findLatest(ctx)
    return run && toProgress(run)
  },
})

/** Goes on with a run that was interrupted: Convex does not repeat actions by itself. */
export const resume = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    const run = await findLatest(ctx)
    if (run?.state === 'running' && isLost(run, Date.now())) await schedule(ctx, run)
    return null
  },
})

/** Deletes old bookkeeping, a part at a time. */
export const forget = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    for (const table of Object.keys(KEPT_MS) as (keyof typeof KEPT_MS)[]) {
      const old = await ctx.db
        .query(table)
        .withIndex('by_creation_time', q => q.lt('_creationTime', Date.now() - KEPT_MS[table]))
        .take(FORGOTTEN_AT_ONCE)
      for (const { _id } of old) await ctx.db.delete(_id)
      if (old.length === FORGOTTEN_AT_ONCE) await ctx.scheduler.runAfter(0, internal.sync.forget, {})
    }
    return null
  },
})

async function findLatest({ db }: Pick<QueryCtx, 'db'>): Promise<Run | null> {
  return await db.query('syncRuns').order('desc').first()
}

/** `touchedAt` lies ahead while a run waits for WorkOS. */
function isLost({ touchedAt }: Run, now: number): boolean {
  return touchedAt < now - LOST_AFTER_MS
}

function toProgress({ state, startedAt, finishedAt, phase, organization, problem, counts }: Run): Progress {
  return { state, startedAt, finishedAt, phase, organization, problem, counts }
}
