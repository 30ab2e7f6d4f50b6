import { customAction, customCtx, customMutation, customQuery } from 'convex-helpers/server/customFunctions'
import type { Permission } from '../../common/permissions'
import { internal } from '../_generated/api'
import { action, mutation, query, type ActionCtx, type QueryCtx } from '../_generated/server'
import { requireCaller, requireCallerAnywhere, requireOrganization, requirePermission, type Caller } from './caller'

/** What else a function may ask of its caller, beside its `args` and `handler`. */
interface Guard {
  /** The function is refused with `forbidden` to callers without it. */
  permission?: Permission
}

/**
 * Functions for people who are signed in. Each adds to `ctx`: `user`, the caller's row;
 * `organizationId`, the WorkOS organization they act in, or null; and `role` and `permissions`
 * there. They refuse a session that was revoked and a membership that has ended at once, and live
 * queries end with the same refusal.
 *
 * @example
 * export const rename = organizationMutation({ permission: 'members:manage', args: { … }, handler: async (ctx, args) => { … } })
 */
export const authedQuery = customQuery(query, customCtx(
  async (ctx: QueryCtx, guard: Guard) => allow(await requireCaller(ctx), guard)))

export const authedMutation = customMutation(mutation, customCtx(
  async (ctx: QueryCtx, guard: Guard) => allow(await requireCaller(ctx), guard)))

export const authedAction = customAction(action, customCtx(
  async (ctx: ActionCtx, guard: Guard) => allow(await requireCallerOfAction(ctx), guard)))

/** The same for people who act in an organization; `ctx.organizationId` is never null. Others are refused with `no_organization`. */
export const organizationQuery = customQuery(query, customCtx(
  async (ctx: QueryCtx, guard: Guard) => allow(requireOrganization(await requireCaller(ctx)), guard)))

export const organizationMutation = customMutation(mutation, customCtx(
  async (ctx: QueryCtx, guard: Guard) => allow(requireOrganization(await requireCaller(ctx)), guard)))

export const organizationAction = customAction(action, customCtx(
  async (ctx: ActionCtx, guard: Guard) => allow(requireOrganization(await requireCallerOfAction(ctx)), guard)))

/** Like `authedQuery`, but also for those who have just left the organization that their token names. */
export const authedQueryAnywhere = customQuery(query, customCtx(
  async (ctx: QueryCtx) => await requireCallerAnywhere(ctx)))

function allow<Kind extends Caller>(caller: Kind, { permission }: Guard): Kind {
  if (permission) requirePermission(caller, permission)
  return caller
}

/** An action has no database of its own. */
async function requireCallerOfAction(ctx: ActionCtx): Promise<Caller> {
  return await ctx.runQuery(internal.users.caller, {})
}
