import { customCtx, customMutation, customQuery } from 'convex-helpers/server/customFunctions'
import { mutation, query } from '../_generated/server'
import { requireUser } from './identity'

/** A query that only signed-in users can run; adds `ctx.user`, the caller's row. */
export const authedQuery = customQuery(query, customCtx(async ctx => ({ user: await requireUser(ctx) })))

/** A mutation that only signed-in users can run; adds `ctx.user`, the caller's row. */
export const authedMutation = customMutation(mutation, customCtx(async ctx => ({ user: await requireUser(ctx) })))
