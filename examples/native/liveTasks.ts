import { ConvexClient } from 'convex/browser'
import { isUserNotStored } from '../../common/convexError'
import { withStoredUser } from '../../common/storedUser'
import { api } from '../../convex/_generated/api'
import type { NativeAuth } from '../../native/createNativeAuth'
import { keepConvexSignedIn } from '../../native/keepConvexSignedIn'
import { refreshLeeway } from '../../native/refreshLeeway'

export interface LiveTasks {
  add: (text: string) => Promise<void>
  close: () => Promise<void>
}

/** Opens the socket to Convex and tells the person's tasks, now and whenever they change. */
export async function watchTasks(convexUrl: string, auth: NativeAuth, onTasks: (tasks: { text: string, done: boolean }[]) => void, onError: (error: Error) => void): Promise<LiveTasks> {
  const token = await auth.fetchAccessToken({ forceRefreshToken: false })
  const convex = new ConvexClient(convexUrl, {
    // Else a second token is fetched at once, and every query runs twice.
    initialAuthTokenReuse: true,
    authRefreshTokenLeewaySeconds: refreshLeeway(lifetimeOf(token)),
    skipConvexDeploymentUrlCheck: true,
  })
  const ensureUser = () => convex.action(api.users.ensure, {})
  const stopFollowing = keepConvexSignedIn(convex, auth)
  const stopWatching = convex.onUpdate(api.tasks.list, {}, onTasks, (error) => {
    // The row that is written now makes Convex run the query once more.
    if (isUserNotStored(error)) ensureUser().catch(onError)
    else onError(error)
  })
  return {
    add: async text => void await withStoredUser(() => convex.mutation(api.tasks.add, { text }), ensureUser),
    close: async () => {
      stopFollowing()
      stopWatching()
      await convex.close()
    },
  }
}

/** Seconds; WorkOS's default when the token does not say. */
function lifetimeOf(token: string | null): number {
  const claims = JSON.parse(Buffer.from(token?.split('.')[1] ?? '', 'base64url').toString() || '{}') as { iat?: number, exp?: number }
  return claims.exp && claims.iat ? claims.exp - claims.iat : 300
}
