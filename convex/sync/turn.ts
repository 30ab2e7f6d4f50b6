import { v } from 'convex/values'
import { internal } from '../_generated/api'
import type { Doc, Id } from '../_generated/dataModel'
import { internalAction, type ActionCtx } from '../_generated/server'
import { readFromWorkos, WorkosFailure } from '../lib/workosApi'
import { KINDS } from './kinds'
import { readPage } from './list'
import { LISTINGS, pickObjects } from './listings'
import { createPace } from './pace'
import { ask } from './question'
import { readEvent } from './readEvent'
import { nextTask, type Task } from './run'
import { understand } from './understand'

type Run = Doc<'syncRuns'>
interface Step { run: Id<'syncRuns'>, turn: number }
type TaskOf<Type extends Task['type']> = Extract<Task, { type: Type }>

/** WorkOS allows 100 reads a second for a whole environment (https://workos.com/docs/rate-limits); visitors need most of them. */
const REQUESTS_PER_SECOND = 20
/** Far below the ten minutes that an action may take. */
const TURN_MS = 20_000

/** Reads from WorkOS for a while, then hands over to the next turn. */
export const turn = internalAction({
  args: { run: v.id('syncRuns'), turn: v.number() },
  returns: v.null(),
  handler: async (ctx, step): Promise<null> => {
    const endsAt = Date.now() + TURN_MS
    const pace = createPace(REQUESTS_PER_SECOND)
    try {
      let run = await ctx.runQuery(internal.sync.steps.current, step)
      while (run && Date.now() < endsAt && run.notBefore <= Date.now()) {
        const task = nextTask(run)
        if (task.type !== 'compare') await pace()
        run = await perform(ctx, step, run, task)
      }
      if (run) await ctx.runMutation(internal.sync.steps.handOver, step)
    }
    catch (error) {
      const problem = error instanceof Error ? error.message : String(error)
      const { isPassing, retryAfterMs } = error instanceof WorkosFailure ? error : { isPassing: true, retryAfterMs: null }
      await ctx.runMutation(internal.sync.steps.postponed, { ...step, problem, isPassing, retryAfterMs })
    }
    return null
  },
})

/** @returns the run after the task; null when it is over. */
async function perform(ctx: ActionCtx, step: Step, run: Run, task: Task): Promise<Run | null> {
  switch (task.type) {
    case 'list': return await readList(ctx, step, run, task)
    case 'events': return await readEvents(ctx, step, task)
    case 'ask': {
      const answer = await understand('the answer about a suspect', () => ask(task.question))
      return await ctx.runMutation(internal.sync.steps.answered, { ...step, answer })
    }
    case 'compare': return await ctx.runMutation(internal.sync.steps.compared, step)
  }
}

async function readList(ctx: ActionCtx, step: Step, { phase, organization }: Run, { path, query }: TaskOf<'list'>): Promise<Run | null> {
  const at = Date.now()
  const body = await readFromWorkos(path, query)
  const listing = LISTINGS.get(phase)
  if (body === null || !listing) {
    // An organization that was deleted meanwhile, or a feature that the environment does not have.
    console.warn(`[sync] WorkOS has no ${path}; nothing is compared with it`)
    return await ctx.runMutation(internal.sync.steps.missing, step)
  }
  const page = readPage(body)
  const { objects, failed } = await pickObjects(listing, page.objects, organization ?? '')
  const kind = KINDS[listing.kind]
  const report = {
    ...step,
    ids: objects.map(kind.idOf),
    createdUpTo: page.after === null ? Infinity : Math.max(...objects.map(kind.createdAt)),
    after: page.after,
    at,
  }
  return await all(
    () => ctx.runMutation(internal.sync.steps.listed, { ...report, objects, failed }),
    objects,
    object => ctx.runMutation(internal.sync.steps.stored, { kind: listing.kind, object, at }),
    failures => ctx.runMutation(internal.sync.steps.listed, { ...report, objects: [], failed: failed + failures }),
  )
}

async function readEvents(ctx: ActionCtx, step: Step, { query }: TaskOf<'events'>): Promise<Run | null> {
  const page = readPage(await readFromWorkos('/events', query) ?? { data: [] })
  const read = await Promise.all(page.objects.map(event => understand('an event', () => readEvent(event))))
  const events = read.filter(event => event !== null)
  const report = { ...step, after: page.after }
  return await all(
    () => ctx.runMutation(internal.sync.steps.replayed, { ...report, events, failed: 0 }),
    events,
    event => ctx.runMutation(internal.sync.applyEvent.applyEvent, event),
    failures => ctx.runMutation(internal.sync.steps.replayed, { ...report, events: [], failed: failures }),
  )
}

/** Writes a page in one transaction. When one object makes that fail, as a hook can, the others are written one by one. */
async function all<Item, Result>(
  together: () => Promise<Result>,
  items: Item[],
  alone: (item: Item) => Promise<unknown>,
  finish: (failures: number) => Promise<Result>,
): Promise<Result> {
  try {
    return await together()
  }
  catch {
    let failures = 0
    for (const item of items) {
      await alone(item).catch((error: unknown) => {
        failures++
        console.error(`[sync] An object was not written: ${error instanceof Error ? error.message : String(error)}`)
      })
    }
    return await finish(failures)
  }
}
