import { v } from 'convex/values'
import type { MutationCtx } from '../_generated/server'

/** https://workos.com/docs/reference/authkit/session */
export const endedSession = v.object({ id: v.string() })

/** Puts a session on the deny list. A session that has ended never comes back, so no order matters. */
export async function endSession(ctx: MutationCtx, workosSessionId: string, endedAt: number): Promise<void> {
  const known = await ctx.db
    .query('endedSessions')
    .withIndex('by_workos_session_id', q => q.eq('workosSessionId', workosSessionId))
    .first()
  if (!known) await ctx.db.insert('endedSessions', { workosSessionId, endedAt })
}
