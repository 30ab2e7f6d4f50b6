import type { OptimisticUpdate } from 'convex/browser'
import type { FunctionArgs, FunctionReference, FunctionReturnType } from 'convex/server'
import { useConvexCall, type UseConvexCallReturn } from '../utils/convex/useConvexCall'

export interface UseConvexMutationOptions<Mutation extends FunctionReference<'mutation'>> {
  /** Changes local query results until the server's answer is in. */
  optimisticUpdate?: OptimisticUpdate<FunctionArgs<Mutation>>
}

export interface UseConvexMutationReturn<Mutation extends FunctionReference<'mutation'>> extends UseConvexCallReturn {
  /** Runs the mutation. @throws what Convex answered; `error` then says it in words. */
  mutate: (args: FunctionArgs<Mutation>) => Promise<FunctionReturnType<Mutation>>
}

/** A Convex mutation, run as the user who is signed in. One that is under way when the connection is lost is sent again, and counts once. */
export function useConvexMutation<Mutation extends FunctionReference<'mutation'>>(
  mutation: Mutation,
  { optimisticUpdate }: UseConvexMutationOptions<Mutation> = {},
): UseConvexMutationReturn<Mutation> {
  const { call, ...state } = useConvexCall()
  return { ...state, mutate: args => call(({ client }) => client.mutation(mutation, args, { optimisticUpdate })) }
}
