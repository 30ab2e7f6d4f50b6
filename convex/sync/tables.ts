import { v, type Infer } from 'convex/values'

/** The tables that mirror objects of WorkOS. */
export const syncedTable = v.union(
  v.literal('users'),
  v.literal('organizations'),
  v.literal('organizationDomains'),
  v.literal('memberships'),
  v.literal('invitations'),
  v.literal('roles'),
)

export type SyncedTable = Infer<typeof syncedTable>

/** Whether WorkOS has an object, and in which state. */
export const question = v.object({ kind: syncedTable, id: v.string() })

export type Question = Infer<typeof question>
