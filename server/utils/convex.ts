import type { ConvexHttpClient } from 'convex/browser'
import type { H3Event } from 'h3'
import { api } from '../../convex/_generated/api'
import { toQueryError } from '../../common/convexError'
import { createConvexHttpClient } from '../../common/convexHttp'
import { withStoredUser } from '../../common/storedUser'
import { describeCallFailure } from '../../common/tokenRefusal/describeCallFailure'
import { AuthError } from './authError'
import { serverEnv } from './env'
import { createLog } from './log/log'
import { requireAuthSession } from './session'

const log = createLog('auth')

const STATUS: Record<string, number> = { unauthenticated: 401, session_ended: 401, no_organization: 403, forbidden: 403, not_found: 404, invalid_input: 400 }

/**
 * Runs a Convex call as the user who sent this request.
 *
 * @throws AuthError 401 without a session; the function's own refusals as 4xx; 503 when Convex does not answer.
 * @example await convexAsUser(event, convex => convex.mutation(api.tasks.add, { text }))
 */
export async function convexAsUser<T>(event: H3Event, call: (convex: ConvexHttpClient) => Promise<T>): Promise<T> {
  const { accessToken } = await requireAuthSession(event)
  const convex = createConvexHttpClient(serverEnv().CONVEX_URL, accessToken)
  try {
    return await withStoredUser(() => call(convex), () => convex.action(api.users.ensure, {}))
  }
  catch (cause) {
    const { code, message } = toQueryError(cause)
    throw new AuthError('unexpected', { status: STATUS[code] ?? 503, code, text: message, cause })
  }
}

/**
 * Writes the user who just signed in into Convex. A failure does not stop the sign-in: the row is
 * then written by the first call that misses it.
 */
export async function ensureStoredUser(accessToken: string): Promise<void> {
  try {
    await createConvexHttpClient(serverEnv().CONVEX_URL, accessToken).action(api.users.ensure, {})
  }
  catch (error) {
    log.warn('the user could not be written to Convex at sign-in', { reason: describeCallFailure(error, accessToken) })
  }
}
