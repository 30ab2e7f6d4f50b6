import { paginationOptsValidator } from 'convex/server'
import { v } from 'convex/values'
import type { Doc, Id } from './_generated/dataModel'
import type { MutationCtx, QueryCtx } from './_generated/server'
import { requirePermission, type Caller } from './lib/caller'
import { appError } from './lib/errors'
import { authedMutation, authedQuery } from './lib/functions'

const MAX_TEXT_LENGTH = 500
/** A screenful many times over; a longer list wants a paginated query. */
const MAX_LISTED = 200
/** From an address, so it may be anything; `v.id` would refuse that as a fault of the caller's program, without words. */
const taskId = v.string()

/** The tasks of the organization that the caller acts in, or their own when they act in none. Newest first. */
export const list = authedQuery({
  args: {},
  handler: async (ctx) => {
    const tasks = await ownTasks(ctx).take(MAX_LISTED)
    return tasks.map(toListed)
  },
})

/** The same, all of them, a page at a time: for lists longer than `list` shows. */
export const page = authedQuery({
  args: { paginationOpts: paginationOptsValidator },
  handler: async (ctx, { paginationOpts }) => {
    const result = await ownTasks(ctx).paginate(paginationOpts)
    return { ...result, page: result.page.map(toListed) }
  },
})

export const add = authedMutation({
  args: { text: v.string() },
  handler: async (ctx, args) => {
    requireWrite(ctx)
    const text = args.text.trim()
    if (!text) throw appError('invalid_input', 'Write what is to be done first.')
    if (text.length > MAX_TEXT_LENGTH) throw appError('invalid_input', `Keep a task under ${MAX_TEXT_LENGTH} characters.`)
    const { user, organizationId } = ctx
    return await ctx.db.insert('tasks', { userId: user._id, text, done: false, ...(organizationId !== null && { organizationId }) })
  },
})

export const toggle = authedMutation({
  args: { id: taskId, done: v.boolean() },
  handler: async (ctx, { id, done }) => {
    requireWrite(ctx)
    await ctx.db.patch(await requireOwnTask(ctx, id), { done })
  },
})

export const remove = authedMutation({
  args: { id: taskId },
  handler: async (ctx, { id }) => {
    requireWrite(ctx)
    await ctx.db.delete(await requireOwnTask(ctx, id))
  },
})

function toListed({ _id, text, done }: Doc<'tasks'>) {
  return { _id, text, done }
}

/** One's own tasks are free to change; an organization's only for those whose role allows it. */
function requireWrite(caller: Caller): void {
  if (caller.organizationId !== null) requirePermission(caller, 'tasks:write')
}

function ownTasks({ db, user, organizationId }: Pick<QueryCtx, 'db'> & Caller) {
  const tasks = db.query('tasks')
  const own = organizationId === null
    ? tasks.withIndex('by_user', q => q.eq('userId', user._id).eq('organizationId', undefined))
    : tasks.withIndex('by_organization', q => q.eq('organizationId', organizationId))
  return own.order('desc')
}

/** A task of someone else, or of another organization, is answered like a missing one, so that ids cannot be probed. */
async function requireOwnTask({ db, user, organizationId }: Pick<MutationCtx, 'db'> & Caller, id: string): Promise<Id<'tasks'>> {
  const known = db.normalizeId('tasks', id)
  const task = known && await db.get(known)
  const isOwn = task && (organizationId === null
    ? task.userId === user._id && task.organizationId === undefined
    : task.organizationId === organizationId)
  if (!isOwn) throw appError('not_found', 'That task no longer exists.')
  return task._id
}
