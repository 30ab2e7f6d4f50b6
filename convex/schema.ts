import { defineSchema, defineTable } from 'convex/server'
import { v } from 'convex/values'
import { question } from './sync/tables'

/** What every row written from a WorkOS object says of that object. Times are in ms since the epoch. */
const synced = {
  workosCreatedAt: v.number(),
  /** Older objects never overwrite newer ones. */
  workosUpdatedAt: v.number(),
  /** The event the row was written from, or the read (without id). Decides between objects changed in the same ms. */
  source: v.object({ at: v.number(), eventId: v.union(v.string(), v.null()) }),
}

export default defineSchema({
  /** One row for each WorkOS user. Keyed by the WorkOS user id (`sub`), which outlives issuer changes. */
  users: defineTable({
    workosUserId: v.string(),
    email: v.string(),
    emailVerified: v.boolean(),
    firstName: v.union(v.string(), v.null()),
    lastName: v.union(v.string(), v.null()),
    profilePictureUrl: v.union(v.string(), v.null()),
    /** When `users:ensure` last read this person and their memberships from WorkOS, in ms; 0 when it never did. */
    readAt: v.number(),
    ...synced,
    // Rows from before organizations were synced lack these two.
    workosCreatedAt: v.optional(synced.workosCreatedAt),
    source: v.optional(synced.source),
  })
    .index('by_workos_user_id', ['workosUserId'])
    .index('by_workos_created_at', ['workosCreatedAt']),

  organizations: defineTable({
    workosId: v.string(),
    name: v.string(),
    externalId: v.union(v.string(), v.null()),
    ...synced,
  })
    .index('by_workos_id', ['workosId'])
    .index('by_workos_created_at', ['workosCreatedAt']),

  organizationDomains: defineTable({
    workosId: v.string(),
    workosOrganizationId: v.string(),
    domain: v.string(),
    /** `verified`, `pending` and more: an open set. */
    state: v.union(v.string(), v.null()),
    ...synced,
  })
    .index('by_workos_id', ['workosId'])
    .index('by_organization', ['workosOrganizationId']),

  /** Who belongs to which organization. Holds bare WorkOS ids: the user or the organization may arrive later. */
  memberships: defineTable({
    workosId: v.string(),
    workosUserId: v.string(),
    workosOrganizationId: v.string(),
    /** `active`, `inactive` or `pending`. Only the first gives access. */
    status: v.string(),
    /** Slugs; what they permit is in `roles`. */
    roleSlugs: v.array(v.string()),
    directoryManaged: v.boolean(),
    ...synced,
  })
    .index('by_workos_id', ['workosId'])
    .index('by_user_and_organization', ['workosUserId', 'workosOrganizationId'])
    .index('by_organization', ['workosOrganizationId', 'workosCreatedAt']),

  /** For display. Only a membership gives access. The secret token and its link are not kept. */
  invitations: defineTable({
    workosId: v.string(),
    workosOrganizationId: v.union(v.string(), v.null()),
    email: v.string(),
    /** `pending`, `accepted`, `revoked` or `expired`. No event tells of the last one: see `expiresAt`. */
    state: v.string(),
    roleSlug: v.union(v.string(), v.null()),
    inviterUserId: v.union(v.string(), v.null()),
    acceptedUserId: v.union(v.string(), v.null()),
    expiresAt: v.number(),
    acceptedAt: v.union(v.number(), v.null()),
    revokedAt: v.union(v.number(), v.null()),
    ...synced,
  })
    .index('by_workos_id', ['workosId'])
    .index('by_workos_created_at', ['workosCreatedAt'])
    .index('by_organization', ['workosOrganizationId', 'workosCreatedAt']),

  roles: defineTable({
    slug: v.string(),
    /** Null for a role of the environment, which every organization has. */
    workosOrganizationId: v.union(v.string(), v.null()),
    name: v.string(),
    description: v.union(v.string(), v.null()),
    permissions: v.array(v.string()),
    ...synced,
  }).index('by_organization_and_slug', ['workosOrganizationId', 'slug']),

  /** Sessions that were revoked: their access tokens are still valid for minutes, and no longer count here. */
  endedSessions: defineTable({
    workosSessionId: v.string(),
    endedAt: v.number(),
  }).index('by_workos_session_id', ['workosSessionId']),

  /** Objects that are gone, so that an event that was under way for longer does not bring them back. */
  tombstones: defineTable({
    /** The WorkOS id; for roles, which have none in events, see `convex/sync/roles.ts`. */
    workosId: v.string(),
    deletedAt: v.number(),
    /** Of a membership: whose it was, and in which organization. */
    workosUserId: v.optional(v.string()),
    workosOrganizationId: v.optional(v.string()),
  })
    .index('by_workos_id', ['workosId'])
    .index('by_user_and_organization', ['workosUserId', 'workosOrganizationId']),

  /** Events that were applied. WorkOS delivers each at least once. */
  processedEvents: defineTable({
    eventId: v.string(),
    name: v.string(),
  }).index('by_event_id', ['eventId']),

  /** Backfills and reconciliations: how far they are, and where to go on. See `convex/sync.ts`. */
  syncRuns: defineTable({
    state: v.union(v.literal('running'), v.literal('done'), v.literal('failed')),
    startedAt: v.number(),
    finishedAt: v.union(v.number(), v.null()),
    /** Counts the steps. A step that finds another number than its own was replaced, and stops. */
    turn: v.number(),
    touchedAt: v.number(),
    /** Nothing is asked of WorkOS before, in ms: it said so, or its newest events are not visible yet. */
    notBefore: v.number(),
    /** One of `PHASES` in `convex/sync/listings.ts`. */
    phase: v.string(),
    /** In a phase that goes through the organizations: the one being read. */
    organization: v.union(v.string(), v.null()),
    /** WorkOS's cursor: the last object of the page before. */
    after: v.union(v.string(), v.null()),
    /** Rows of objects created earlier, in ms, have been compared with what WorkOS lists. */
    comparedTo: v.number(),
    /** On the page that was read last and the one before. */
    recentIds: v.array(v.string()),
    /** The comparison under way: rows of objects created in this range, and Convex's cursor in it. */
    comparing: v.union(v.null(), v.object({ from: v.number(), to: v.number(), cursor: v.union(v.string(), v.null()) })),
    /** Rows that WorkOS did not list. Each is asked for by itself before it is removed. */
    suspects: v.array(question),
    attempts: v.number(),
    problem: v.union(v.string(), v.null()),
    counts: v.object({ requests: v.number(), listed: v.number(), removed: v.number(), events: v.number(), failed: v.number() }),
  }),

  tasks: defineTable({
    /** Who wrote it. */
    userId: v.id('users'),
    /** The WorkOS organization it belongs to; a task without one is its author's own. */
    organizationId: v.optional(v.string()),
    text: v.string(),
    done: v.boolean(),
  })
    .index('by_user', ['userId', 'organizationId'])
    .index('by_organization', ['organizationId']),
})
