import type { QueryCtx } from '../_generated/server'
import { KINDS } from './kinds'
import { missingDomains } from './organizations'
import type { Question, SyncedTable } from './tables'
import { roleId } from './roles'
import { understand } from './understand'

/** The rows of objects that were created in [from, to), in ms; `organization` is '' unless the list is one organization's. */
interface Stretch {
  organization: string
  from: number
  to: number
  /** Convex's cursor. */
  cursor: string | null
}

/** One list of WorkOS, and the rows that have to be on it. */
export interface Listing {
  kind: SyncedTable
  path: (organization: string) => string
  query?: (organization: string) => Record<string, string>
  /** Comes in one piece, without cursors. */
  isWhole?: true
  /** Read for one organization after the other. */
  perOrganization?: true
  /** A listed object as its kind knows it; null for one that this list is not about. */
  pick?: (object: object, organization: string) => object | null
  /** Rows of parts of a listed object that it does not contain (any more). */
  missingParts?: (ctx: Pick<QueryCtx, 'db'>, object: unknown) => Promise<Question[]>
  /** @returns the ids of the rows and the cursor for more of them, which is null at the end. */
  stored: (ctx: Pick<QueryCtx, 'db'>, stretch: Stretch) => Promise<{ ids: string[], cursor: string | null }>
}

/** Rows that are compared in one transaction. */
const STRETCH = 200

/** In the order they are read: what others belong to comes first. */
export const LISTINGS: ReadonlyMap<string, Listing> = new Map<string, Listing>([
  ['organizations', {
    kind: 'organizations',
    path: () => '/organizations',
    missingParts: missingDomains,
    stored: async ({ db }, { from, to, cursor }) => toIds(await db
      .query('organizations')
      .withIndex('by_workos_created_at', q => q.gte('workosCreatedAt', from).lt('workosCreatedAt', to))
      .paginate({ cursor, numItems: STRETCH }), row => row.workosId),
  }],
  ['users', {
    kind: 'users',
    path: () => '/user_management/users',
    stored: async ({ db }, { from, to, cursor }) => toIds(await db
      .query('users')
      .withIndex('by_workos_created_at', q => q.gte('workosCreatedAt', from).lt('workosCreatedAt', to))
      .paginate({ cursor, numItems: STRETCH }), row => row.workosUserId),
  }],
  ['memberships', {
    kind: 'memberships',
    perOrganization: true,
    path: () => '/user_management/organization_memberships',
    query: organization => ({ organization_id: organization, statuses: 'active,inactive,pending' }),
    stored: async ({ db }, { organization, from, to, cursor }) => toIds(await db
      .query('memberships')
      .withIndex('by_organization', q => q.eq('workosOrganizationId', organization).gte('workosCreatedAt', from).lt('workosCreatedAt', to))
      .paginate({ cursor, numItems: STRETCH }), row => row.workosId),
  }],
  ['organizationRoles', {
    kind: 'roles',
    isWhole: true,
    perOrganization: true,
    path: organization => `/authorization/organizations/${encodeURIComponent(organization)}/roles`,
    // The list of an organization repeats the roles of the environment.
    pick: (role, organization) => Reflect.get(role, 'type') === 'OrganizationRole' ? { ...role, organization_id: organization } : null,
    stored: async ({ db }, { organization, cursor }) => toIds(await db
      .query('roles')
      .withIndex('by_organization_and_slug', q => q.eq('workosOrganizationId', organization))
      .paginate({ cursor, numItems: STRETCH }), row => roleId(organization, row.slug)),
  }],
  ['invitations', {
    kind: 'invitations',
    path: () => '/user_management/invitations',
    stored: async ({ db }, { from, to, cursor }) => toIds(await db
      .query('invitations')
      .withIndex('by_workos_created_at', q => q.gte('workosCreatedAt', from).lt('workosCreatedAt', to))
      .paginate({ cursor, numItems: STRETCH }), row => row.workosId),
  }],
  ['roles', {
    kind: 'roles',
    isWhole: true,
    path: () => '/authorization/roles',
    stored: async ({ db }, { cursor }) => toIds(await db
      .query('roles')
      .withIndex('by_organization_and_slug', q => q.eq('workosOrganizationId', null))
      .paginate({ cursor, numItems: STRETCH }), row => roleId(null, row.slug)),
  }],
])

/** What a run goes through. Events come last: they tell what changed while the lists were read. */
export const PHASES = [...LISTINGS.keys(), 'events']

/** The objects of a page as their kind knows them. Those that are not understood are left out, and counted. */
export async function pickObjects({ kind, pick }: Listing, objects: unknown[], organization: string): Promise<{ objects: object[], failed: number }> {
  const picked = objects.map(object => pick ? pick(Object(object) as object, organization) : object).filter(object => object !== null)
  const cleaned = await Promise.all(picked.map(object => understand(`an object on the list of ${kind}`, () => KINDS[kind].clean(object))))
  const understood = cleaned.filter(object => object !== null)
  return { objects: understood, failed: picked.length - understood.length }
}

function toIds<Row>({ page, isDone, continueCursor }: { page: Row[], isDone: boolean, continueCursor: string }, idOf: (row: Row) => string) {
  return { ids: page.map(idOf), cursor: isDone ? null : continueCursor }
}
