import { paginationOptsValidator } from 'convex/server'
import { v } from 'convex/values'
import type { Doc, Id } from './_generated/dataModel'
import type { MutationCtx } from './_generated/server'
import { appError } from './lib/errors'
import { authedMutation, authedQuery } from './lib/functions'

const MAX_TEXT_LENGTH = 500
/** A screenful many times over; a longer list wants a paginated query. */
const MAX_LISTED = 200

export const list = authedQuery({
  args: {},
  handler: async (ctx) => {
    const tasks = await ctx.db
      .query('tasks')
      .withIndex('by_user', q => q.eq('userId', ctx.user._id))
      .order('desc')
      .take(MAX_LISTED)
    return tasks.map(toListed)
  },
})

/** All of one's tasks, newest first, a page at a time: for lists longer than `list` shows. */
export const page = authedQuery({
  args: { paginationOpts: paginationOptsValidator },
  handler: async (ctx, { paginationOpts }) => {
    const result = await ctx.db
      .query('tasks')
      .withIndex('by_user', q => q.eq('userId', ctx.user._id))
      .order('desc')
      .paginate(paginationOpts)
    return { ...result, page: result.page.map(toListed) }
  },
})

export const add = authedMutation({
  args: { text: v.string() },
  handler: async (ctx, args) => {
    const text = args.text.trim()
    if (!text) throw appError('invalid_input', 'Write what is to be done first.')
    if (text.length > MAX_TEXT_LENGTH) throw appError('invalid_input', `Keep a task under ${MAX_TEXT_LENGTH} characters.`)
    return await ctx.db.insert('tasks', { userId: ctx.user._id, text, done: false })
  },
})

export const toggle = authedMutation({
  args: { id: v.id('tasks'), done: v.boolean() },
  handler: async (ctx, { id, done }) => {
    await requireOwnTask(ctx, id)
    await ctx.db.patch(id, { done })
  },
})

export const remove = authedMutation({
  args: { id: v.id('tasks') },
  handler: async (ctx, { id }) => {
    await requireOwnTask(ctx, id)
    await ctx.db.delete(id)
  },
})

function toListed({ _id, text, done }: Doc<'tasks'>) {
  return { _id, text, done }
}

/** Another person's task is answered like a missing one, so that ids cannot be probed. */
async function requireOwnTask(ctx: MutationCtx & { user: Doc<'users'> }, id: Id<'tasks'>): Promise<Doc<'tasks'>> {
  const task = await ctx.db.get(id)
  if (!task || task.userId !== ctx.user._id) throw appError('not_found', 'That task no longer exists.')
  return task
}
