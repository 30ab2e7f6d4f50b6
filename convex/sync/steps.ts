import { v } from 'convex/values'
import { internal } from '../_generated/api'
import type { Doc, Id } from '../_generated/dataModel'
import { internalMutation, internalQuery, type MutationCtx, type QueryCtx } from '../_generated/server'
import { applyOnce, cleanEvent } from './applyEvent'
import { KINDS } from './kinds'
import { LISTINGS } from './listings'
import { answer, settle } from './question'
import { proceed } from './run'
import { syncedTable } from './tables'

type Run = Doc<'syncRuns'>

/** Who reports: a step that was replaced, because it seemed lost, finds another number, is answered null and stops. */
const step = { run: v.id('syncRuns'), turn: v.number() }
interface Step { run: Id<'syncRuns'>, turn: number }

const MAX_ATTEMPTS = 10
const LONGEST_WAIT_MS = 60_000
/** As many as a page has. */
const PAGE_SIZE = 100

// Each of these writes what was read and where to go on in one transaction, so that a run can stop anywhere.

/** The run, if the step is still its own. */
export const current = internalQuery({
  args: step,
  handler: async (ctx, key): Promise<Run | null> => await findRun(ctx, key),
})

/** A page of a list was read. */
export const listed = internalMutation({
  args: {
    ...step,
    objects: v.array(v.any()),
    /** Of the objects on the page, stored before or now. */
    ids: v.array(v.string()),
    /** When the newest of them was created, in ms; Infinity on the last page. */
    createdUpTo: v.number(),
    after: v.union(v.string(), v.null()),
    at: v.number(),
    failed: v.number(),
  },
  handler: async (ctx, { objects, ids, createdUpTo, after, at, failed, ...key }): Promise<Run | null> => {
    const run = await findRun(ctx, key)
    const listing = LISTINGS.get(run?.phase ?? '')
    if (!run || !listing) return null
    for (const object of objects) await KINDS[listing.kind].store(ctx, object, { at, eventId: null })
    const suspects = (await Promise.all(objects.map(object => listing.missingParts?.(ctx, object) ?? []))).flat()
    return await save(ctx, {
      ...run,
      after,
      recentIds: [...run.recentIds.slice(-PAGE_SIZE), ...ids],
      comparing: { from: run.comparedTo, to: createdUpTo, cursor: null },
      suspects,
      counts: { ...run.counts, requests: run.counts.requests + 1, listed: run.counts.listed + ids.length, failed: run.counts.failed + failed },
    })
  },
})

/** One object of a page that could not be written as a whole. */
export const stored = internalMutation({
  args: { kind: syncedTable, object: v.any(), at: v.number() },
  returns: v.null(),
  handler: async (ctx, { kind, object, at }) => {
    await KINDS[kind].store(ctx, object, { at, eventId: null })
    return null
  },
})

/** WorkOS has no such list: there is nothing to compare with. */
export const missing = internalMutation({
  args: step,
  handler: async (ctx, key): Promise<Run | null> => {
    const run = await findRun(ctx, key)
    return run && await save(ctx, { ...run, comparedTo: Infinity })
  },
})

/** The first suspect was asked for; null when the answer was not understood, and the row stays as it is. */
export const answered = internalMutation({
  args: { ...step, answer: v.union(answer, v.null()) },
  handler: async (ctx, { answer: given, ...key }): Promise<Run | null> => {
    const run = await findRun(ctx, key)
    if (!run) return null
    if (given) await settle(ctx, given)
    const { requests, removed, failed } = run.counts
    return await save(ctx, {
      ...run,
      suspects: run.suspects.slice(1),
      counts: { ...run.counts, requests: requests + 1, removed: removed + (given?.object === null ? 1 : 0), failed: failed + (given ? 0 : 1) },
    })
  },
})

export const compared = internalMutation({
  args: step,
  handler: async (ctx, key): Promise<Run | null> => {
    const run = await findRun(ctx, key)
    return run && await save(ctx, run)
  },
})

/** A page of events was read. */
export const replayed = internalMutation({
  args: { ...step, events: v.array(cleanEvent), after: v.union(v.string(), v.null()), failed: v.number() },
  handler: async (ctx, { events, after, failed, ...key }): Promise<Run | null> => {
    const run = await findRun(ctx, key)
    if (!run) return null
    for (const event of events) await applyOnce(ctx, event)
    const { requests, events: before, failed: failedBefore } = run.counts
    const isDone = after === null
    const saved = await save(ctx, {
      ...run,
      after,
      counts: { ...run.counts, requests: requests + 1, events: before + events.length, failed: failedBefore + failed },
      ...isDone && { state: 'done', finishedAt: Date.now() },
    })
    return isDone ? null : saved
  },
})

/** WorkOS did not answer as it should. @param isPassing whether to try again. */
export const postponed = internalMutation({
  args: { ...step, problem: v.string(), isPassing: v.boolean(), retryAfterMs: v.union(v.number(), v.null()) },
  returns: v.null(),
  handler: async (ctx, { problem, isPassing, retryAfterMs, ...key }) => {
    const run = await findRun(ctx, key)
    if (!run) return null
    const attempts = run.attempts + 1
    if (!isPassing || attempts > MAX_ATTEMPTS) {
      await ctx.db.patch(run._id, { state: 'failed', finishedAt: Date.now(), problem })
      console.error(`[sync] It stopped in ${run.phase}: ${problem}. \`npx convex run sync:backfill\` goes on from there.`)
      return null
    }
    const wait = retryAfterMs ?? Math.min(LONGEST_WAIT_MS, 1000 * 2 ** run.attempts)
    const change = { attempts, problem, notBefore: Date.now() + wait }
    await ctx.db.patch(run._id, change)
    await schedule(ctx, { ...run, ...change })
    return null
  },
})

/** The next step is another call, so that none runs long. */
export const handOver = internalMutation({
  args: step,
  returns: v.null(),
  handler: async (ctx, key) => {
    const run = await findRun(ctx, key)
    if (run) await schedule(ctx, run)
    return null
  },
})

export async function schedule(ctx: MutationCtx, { _id, turn, notBefore }: Run): Promise<void> {
  const now = Date.now()
  await ctx.db.patch(_id, { turn: turn + 1, touchedAt: Math.max(now, notBefore) })
  await ctx.scheduler.runAt(Math.max(now, notBefore), internal.sync.turn.turn, { run: _id, turn: turn + 1 })
}

async function findRun({ db }: Pick<QueryCtx, 'db'>, { run: id, turn }: Step): Promise<Run | null> {
  const run = await db.get(id)
  return run?.state === 'running' && run.turn === turn ? run : null
}

async function save(ctx: MutationCtx, run: Run): Promise<Run> {
  const next = { ...await proceed(ctx, run), touchedAt: Date.now(), attempts: 0, problem: null }
  await ctx.db.replace(run._id, next)
  return next
}
