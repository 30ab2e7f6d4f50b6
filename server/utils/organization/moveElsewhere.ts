import type { H3Event } from 'h3'
import { callWorkos } from '../callWorkos'
import type { Member } from '../requirePermission'
import { moveAuthSession } from '../session'
import { workosReads } from '../workos'

/** Moves the session into another organization of its user, if there is one that asks for nothing more. */
export async function moveElsewhere(event: H3Event, { session, organizationId }: Member): Promise<boolean> {
  const { data } = await callWorkos(async () =>
    await workosReads().userManagement.listOrganizationMemberships({ userId: session.user.id, statuses: ['active'], limit: 10 }))
  for (const other of data) {
    if (other.organizationId === organizationId) continue
    try {
      await moveAuthSession(event, session, other.organizationId)
      return true
    }
    catch {
      // A refused refresh spends nothing: the next organization may ask for less.
    }
  }
  return false
}
