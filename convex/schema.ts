import { defineSchema, defineTable } from 'convex/server'
import { v } from 'convex/values'

export default defineSchema({
  /** One row for each WorkOS user who has signed in. Keyed by the WorkOS user id (`sub`), which outlives issuer changes. */
  users: defineTable({
    workosUserId: v.string(),
    email: v.string(),
    emailVerified: v.boolean(),
    firstName: v.union(v.string(), v.null()),
    lastName: v.union(v.string(), v.null()),
    profilePictureUrl: v.union(v.string(), v.null()),
    /** `updated_at` of the WorkOS object this row was written from, in ms. Older objects never overwrite newer ones. */
    workosUpdatedAt: v.number(),
    /** When the profile was last read from WorkOS, in ms. */
    readAt: v.number(),
  }).index('by_workos_user_id', ['workosUserId']),

  tasks: defineTable({
    userId: v.id('users'),
    text: v.string(),
    done: v.boolean(),
  }).index('by_user', ['userId']),
})
