import { v, type Infer } from 'convex/values'
import type { MutationCtx } from '../_generated/server'
import { KINDS } from './kinds'
import { question, type Question } from './tables'

/** The object is null when WorkOS does not have it. `at` is when it was asked, in ms. */
export const answer = v.object({ question, object: v.union(v.any(), v.null()), at: v.number() })

/** @throws WorkosFailure. */
export async function ask(question: Question): Promise<Infer<typeof answer>> {
  const at = Date.now()
  return { question, object: await KINDS[question.kind].fetch(question.id), at }
}

/** Makes the row say what WorkOS said. */
export async function settle(ctx: MutationCtx, { question: { kind, id }, object, at }: Infer<typeof answer>): Promise<void> {
  if (object === null) await KINDS[kind].remove(ctx, id, at)
  else await KINDS[kind].store(ctx, object, { at, eventId: null })
}
