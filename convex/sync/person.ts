import type { MutationCtx } from '../_generated/server'
import { findUser } from '../lib/caller'
import { findOrganization } from '../lib/membership'
import { readFromWorkos } from '../lib/workosApi'
import { readPage } from './list'
import { memberships } from './memberships'
import type { Question } from './tables'
import { users } from './users'

/** What WorkOS says of one person. */
export interface Person {
  /** Null for someone it does not know (any more). */
  user: object | null
  memberships: object[]
  /** Whether that is all of their memberships. */
  isComplete: boolean
}

/** Someone in more organizations that are not stored yet finds the others once their webhooks arrive. */
const ORGANIZATIONS_AT_ONCE = 20

/** @throws WorkosFailure, and Error for what is not understood. */
export async function readPerson(workosUserId: string): Promise<Person> {
  const [user, list] = await Promise.all([
    users.fetch(workosUserId),
    // Without statuses only active ones are listed.
    readFromWorkos('/user_management/organization_memberships', { user_id: workosUserId, statuses: 'active,inactive,pending', limit: '100', order: 'asc' }),
  ])
  const { objects, after } = list === null ? { objects: [], after: null } : readPage(list)
  return { user, memberships: objects.map(memberships.clean), isComplete: after === null }
}

/**
 * @param at when the reading began, in ms.
 * @returns what remains to be asked: memberships that are stored and were not listed, and organizations that are not stored.
 */
export async function storePerson(ctx: MutationCtx, workosUserId: string, person: Person, at: number): Promise<Question[]> {
  if (person.user === null) {
    await users.remove(ctx, workosUserId, at)
    return []
  }
  const source = { at, eventId: null }
  await users.store(ctx, person.user, source)
  for (const membership of person.memberships) await memberships.store(ctx, membership, source)
  const user = await findUser(ctx, workosUserId)
  if (user) await ctx.db.patch(user._id, { readAt: at })

  const stored = await ctx.db.query('memberships').withIndex('by_user_and_organization', q => q.eq('workosUserId', workosUserId)).collect()
  const listed = new Set(person.memberships.map(memberships.idOf))
  const unlisted = person.isComplete ? stored.map(({ workosId }) => workosId).filter(id => !listed.has(id)) : []
  const unknown: string[] = []
  for (const id of new Set(stored.map(({ workosOrganizationId }) => workosOrganizationId))) {
    if (await findOrganization(ctx, id) === null) unknown.push(id)
  }
  return [
    ...unlisted.map(id => ({ kind: 'memberships' as const, id })),
    ...unknown.slice(0, ORGANIZATIONS_AT_ONCE).map(id => ({ kind: 'organizations' as const, id })),
  ]
}
