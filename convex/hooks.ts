import type { Hooks } from './lib/hooks'

/**
 * Your own code that runs when a row of `users`, `organizations` or `memberships` is written, in the
 * same transaction: both happen, or neither. If a hook throws, nothing is written, and the event is
 * delivered again later. It does not matter what the row was written by: a webhook, `users:ensure`
 * at sign-in, or a backfill; each change is told once.
 *
 * @example
 * async onUserCreated(ctx, user) {
 *   await ctx.db.insert('tasks', { userId: user._id, text: 'Look around', done: false })
 * }
 */
export const hooks: Hooks = {}
