import { v } from 'convex/values'
import { internal } from '../_generated/api'
import { internalAction, internalMutation } from '../_generated/server'
import { answer, ask, settle } from './question'
import { question } from './tables'

/** Asks WorkOS for an object of which an event told only a part. Should that fail, the next reconciliation finds it. */
export const refresh = internalAction({
  args: question.fields,
  returns: v.null(),
  handler: async (ctx, asked) => {
    await ctx.runMutation(internal.sync.refresh.store, { answers: [await ask(asked)] })
    return null
  },
})

/** Makes the rows say what WorkOS said. */
export const store = internalMutation({
  args: { answers: v.array(answer) },
  returns: v.null(),
  handler: async (ctx, { answers }) => {
    for (const given of answers) await settle(ctx, given)
    return null
  },
})
