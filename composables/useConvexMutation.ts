import type { OptimisticUpdate } from 'convex/browser'
import type { FunctionArgs, FunctionReference, FunctionReturnType } from 'convex/server'
import { computed, readonly, ref, shallowRef, type ComputedRef, type Ref } from '#imports'
import { toQueryError, type QueryError } from '../common/convexError'
import { withStoredUser } from '../common/storedUser'
import { useConvexConnection } from './useConvexAuth'

export interface UseConvexMutationOptions<Mutation extends FunctionReference<'mutation'>> {
  /** Changes local query results until the server's answer is in. */
  optimisticUpdate?: OptimisticUpdate<FunctionArgs<Mutation>>
}

export interface UseConvexMutationReturn<Mutation extends FunctionReference<'mutation'>> {
  /** Runs the mutation. @throws what Convex answered; `error` then says it in words. */
  mutate: (args: FunctionArgs<Mutation>) => Promise<FunctionReturnType<Mutation>>
  isPending: ComputedRef<boolean>
  /** Why the last call failed. */
  error: Readonly<Ref<QueryError | null>>
}

/** A Convex mutation, run as the user who is signed in. */
export function useConvexMutation<Mutation extends FunctionReference<'mutation'>>(
  mutation: Mutation,
  { optimisticUpdate }: UseConvexMutationOptions<Mutation> = {},
): UseConvexMutationReturn<Mutation> {
  const connection = import.meta.client ? useConvexConnection() : null
  const running = ref(0)
  const error = shallowRef<QueryError | null>(null)

  async function mutate(args: FunctionArgs<Mutation>): Promise<FunctionReturnType<Mutation>> {
    if (!connection) throw new Error('Mutations run in the browser. On the server, use convexAsUser in a Nitro route.')
    const { client, ensureUser } = connection
    running.value++
    error.value = null
    try {
      return await withStoredUser(() => client.mutation(mutation, args, { optimisticUpdate }), ensureUser)
    }
    catch (reason) {
      error.value = toQueryError(reason)
      throw reason
    }
    finally {
      running.value--
    }
  }

  return { mutate, isPending: computed(() => running.value > 0), error: readonly(error) }
}
