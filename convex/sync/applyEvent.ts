import { v, type Infer } from 'convex/values'
import { internalMutation, type MutationCtx } from '../_generated/server'
import { EVENTS } from './events'

/** An event whose data was cleaned. */
export const cleanEvent = v.object({ id: v.string(), name: v.string(), at: v.number(), data: v.any() })

/** Applies an event, once: the same transaction remembers its id. */
export const applyEvent = internalMutation({
  args: cleanEvent.fields,
  returns: v.null(),
  handler: async (ctx, event) => {
    await applyOnce(ctx, event)
    return null
  },
})

export async function applyOnce(ctx: MutationCtx, { id, name, at, data }: Infer<typeof cleanEvent>): Promise<void> {
  const known = await ctx.db.query('processedEvents').withIndex('by_event_id', q => q.eq('eventId', id)).first()
  if (known) return
  await ctx.db.insert('processedEvents', { eventId: id, name })
  await EVENTS.get(name)?.apply(ctx, data, { id, at })
}
