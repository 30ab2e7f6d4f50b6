import { computed, readonly, ref, shallowRef, type ComputedRef, type Ref } from 'vue'
import { toQueryError, type QueryError } from '../../common/convexError'
import { withStoredUser } from '../../common/storedUser'
import { useConvexConnection } from '../../composables/useConvexAuth'
import type { ConvexConnection } from './connection'

export interface UseConvexCallReturn {
  isPending: ComputedRef<boolean>
  /** Why the last call failed. */
  error: Readonly<Ref<QueryError | null>>
}

/** What mutations and actions have in common: they run in the browser, count what is under way, and say what went wrong. */
export function useConvexCall(): UseConvexCallReturn & { call: <T>(run: (connection: ConvexConnection) => Promise<T>) => Promise<T> } {
  const connection = import.meta.client ? useConvexConnection() : null
  const running = ref(0)
  const error = shallowRef<QueryError | null>(null)

  async function call<T>(run: (connection: ConvexConnection) => Promise<T>): Promise<T> {
    if (!connection) throw new Error('This runs in the browser. On the server, use convexAsUser in a Nitro route.')
    running.value++
    error.value = null
    try {
      return await withStoredUser(() => run(connection), connection.ensureUser)
    }
    catch (reason) {
      error.value = toQueryError(reason)
      throw reason
    }
    finally {
      running.value--
    }
  }

  return { call, isPending: computed(() => running.value > 0), error: readonly(error) }
}
