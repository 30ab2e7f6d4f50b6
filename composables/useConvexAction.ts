import type { FunctionArgs, FunctionReference, FunctionReturnType } from 'convex/server'
import { useConvexCall, type UseConvexCallReturn } from '../utils/convex/useConvexCall'

export interface UseConvexActionReturn<Action extends FunctionReference<'action'>> extends UseConvexCallReturn {
  /** Runs the action. @throws what Convex answered; `error` then says it in words. */
  run: (args: FunctionArgs<Action>) => Promise<FunctionReturnType<Action>>
}

/** A Convex action, run as the user who is signed in. Unlike a mutation it is not repeated after a lost connection. */
export function useConvexAction<Action extends FunctionReference<'action'>>(action: Action): UseConvexActionReturn<Action> {
  const { call, ...state } = useConvexCall()
  return { ...state, run: args => call(({ client }) => client.action(action, args)) }
}
