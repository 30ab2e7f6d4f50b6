import type { NativeAuth, NativeAuthState } from './createNativeAuth'
import { platformWith, type Platform } from './platform'

/** The part of `ConvexClient` that is used. */
export interface ConvexClientLike {
  readonly client: {
    setAuth: (fetchToken: NativeAuth['fetchAccessToken'], onChange: (isAuthenticated: boolean) => void) => void
    clearAuth: () => void
  }
}

/** How long a refused token rests before Convex is asked again: its keys may just have been out of reach. */
const ASK_AGAIN_AFTER_MS = 15_000

/**
 * Keeps the identity of a `ConvexClient` in step with the session. (React has `ConvexProviderWithAuth` for this.)
 *
 * @returns what ends that.
 */
export function keepConvexSignedIn({ client }: ConvexClientLike, auth: NativeAuth, { setTimeout, clearTimeout }: Pick<Platform, 'setTimeout' | 'clearTimeout'> = platformWith()): () => void {
  let identity = ''
  let askAgain: unknown

  function authenticate(): void {
    client.setAuth(auth.fetchAccessToken, (isAuthenticated) => {
      if (!isAuthenticated && identity) askAgain = setTimeout(authenticate, ASK_AGAIN_AFTER_MS)
    })
  }

  function leave(): void {
    clearTimeout(askAgain)
    // In this order: the first tells the server, the second stops the client's own refresh timer.
    client.clearAuth()
    client.setAuth(async () => null, () => {})
  }

  function follow({ session }: NativeAuthState): void {
    const next = session ? `${session.user.id} ${session.organizationId ?? ''}` : ''
    if (next === identity) return
    const previous = identity
    identity = next
    if (previous) leave()
    // Once per identity: each call makes the client run every query again.
    if (next) authenticate()
  }

  follow(auth.getState())
  const unsubscribe = auth.subscribe(follow)
  return () => {
    unsubscribe()
    clearTimeout(askAgain)
  }
}
