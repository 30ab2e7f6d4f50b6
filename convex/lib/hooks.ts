import type { Doc } from '../_generated/dataModel'
import type { MutationCtx } from '../_generated/server'

type Hook<Args extends unknown[]> = (ctx: MutationCtx, ...args: Args) => Promise<void>

/** What `convex/hooks.ts` can listen to. `previous` is the row before the change; a deleted row is passed as it last was. */
export interface Hooks {
  onUserCreated?: Hook<[user: Doc<'users'>]>
  onUserUpdated?: Hook<[user: Doc<'users'>, previous: Doc<'users'>]>
  /** Memberships of the user are deleted right after. */
  onUserDeleted?: Hook<[user: Doc<'users'>]>
  onOrganizationCreated?: Hook<[organization: Doc<'organizations'>]>
  onOrganizationUpdated?: Hook<[organization: Doc<'organizations'>, previous: Doc<'organizations'>]>
  /** Its memberships are deleted right after, those of a large organization in transactions that follow. */
  onOrganizationDeleted?: Hook<[organization: Doc<'organizations'>]>
  /** The user or the organization may not be stored yet: events arrive in any order. */
  onMembershipCreated?: Hook<[membership: Doc<'memberships'>]>
  onMembershipUpdated?: Hook<[membership: Doc<'memberships'>, previous: Doc<'memberships'>]>
  onMembershipDeleted?: Hook<[membership: Doc<'memberships'>]>
}
