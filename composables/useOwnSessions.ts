import type { ActiveSession } from '../common/activeSession'
import { computed, useAsyncData, useRequestFetch, type ComputedRef } from '#imports'
import { useAuth } from './useAuth'

export interface UseOwnSessionsReturn {
  /** The one that asks first, then the newest. */
  sessions: ComputedRef<ActiveSession[]>
  refresh: () => Promise<void>
  hasFailed: ComputedRef<boolean>
}

/** Where the person is signed in, as WorkOS tells it. */
export function useOwnSessions(): UseOwnSessionsReturn {
  const request = useRequestFetch()
  const { user } = useAuth()
  const { data, error, refresh } = useAsyncData(`sessions ${user.value?.id}`, () => request<ActiveSession[]>('/api/auth/sessions'))
  return {
    sessions: computed(() => [...data.value ?? []].sort((a, b) => Number(b.isCurrent) - Number(a.isCurrent))),
    refresh,
    hasFailed: computed(() => Boolean(error.value)),
  }
}
