import type { ConvexClient } from 'convex/browser'
import { api } from '../../convex/_generated/api'

/**
 * One mutation after the other, until told to stop. Every second one removes what the one before it
 * added, so that the length of the list does not become a part of the figure.
 *
 * @returns how many mutations there were.
 */
export async function changeTasks(client: ConvexClient, wantsMore: () => boolean): Promise<number> {
  let mutations = 0
  while (wantsMore()) {
    const id = await client.mutation(api.tasks.add, { text: 'Measure' })
    await client.mutation(api.tasks.remove, { id })
    mutations += 2
  }
  return mutations
}
