import type { AccessTokenAnswer, SessionView } from '../common/session'
import { computed, useState, type ComputedRef, type Ref } from '#imports'

export interface UseAuthReturn {
  /** The session; null when signed out, undefined while it is not known (a page that was rendered for everyone alike). */
  session: Ref<SessionView | null | undefined>
  user: ComputedRef<SessionView['user'] | null>
  isSignedIn: ComputedRef<boolean>
  /** Asks the server for the session and remembers the answer. @throws FetchError when the server cannot be reached. */
  load: () => Promise<SessionView | null>
  /** Ends the session here and at WorkOS, and loads the start page afresh, so that nothing of this user stays in memory. */
  signOut: () => Promise<void>
}

/** Convex's client waits for this answer when the session has moved. */
const TIMEOUT_MS = 10_000

/** What the browser knows of the session. Filled by the server's render; tokens are not part of it. */
export function useAuth(): UseAuthReturn {
  const session = useState<SessionView | null | undefined>('auth-session', () => undefined)

  async function load(): Promise<SessionView | null> {
    return session.value = await $fetch<SessionView | null>('/api/auth/session', { timeout: TIMEOUT_MS })
  }

  async function signOut(): Promise<void> {
    const { redirectTo } = await $fetch<{ redirectTo: string }>('/api/auth/logout', { method: 'POST', headers: { accept: 'application/json' } })
    window.location.assign(redirectTo)
  }

  return {
    session,
    user: computed(() => session.value?.user ?? null),
    isSignedIn: computed(() => Boolean(session.value)),
    load,
    signOut,
  }
}

/** The access token that the page came with. Taken over by the Convex connection, which owns the token from then on. */
export function useInitialAccessToken(): Ref<AccessTokenAnswer | null> {
  return useState<AccessTokenAnswer | null>('auth-access-token', () => null)
}
