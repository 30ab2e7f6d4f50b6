import { getFunctionName, type FunctionArgs, type FunctionReference, type FunctionReturnType } from 'convex/server'
import { convexToJson, type Value } from 'convex/values'
import { toValue, type MaybeRefOrGetter, type Ref } from '#imports'
import { useQuerySource, type UseConvexQueryOptions, type UseQuerySourceReturn } from '../utils/convex/useQuerySource'

export interface UseConvexQueryReturn<Query extends FunctionReference<'query'>> extends Omit<UseQuerySourceReturn, 'data' | 'settled'> {
  /** The latest result. Kept through refreshes and reconnects; cleared when the arguments or the identity change. */
  data: Readonly<Ref<FunctionReturnType<Query> | undefined>>
}

/**
 * A live query that the server renders. Await it in `setup` like `useAsyncData`: on the server it
 * runs over HTTP with the visitor's token and its result is in the HTML; in the browser that result
 * stays until the live one arrives.
 *
 * @param args the function's arguments, or `'skip'` while they are not known.
 * @returns `data`, `error` (why there is no newer result), `status`, `isPending`, and `refresh`, which subscribes afresh.
 * @example const { data: tasks } = await useConvexQuery(api.tasks.list, {})
 */
export function useConvexQuery<Query extends FunctionReference<'query'>>(
  query: Query,
  args: MaybeRefOrGetter<FunctionArgs<Query> | 'skip'>,
  options: UseConvexQueryOptions = {},
): UseConvexQueryReturn<Query> & Promise<UseConvexQueryReturn<Query>> {
  // Arguments are typed for the caller; from here on they are Convex values like any other.
  const reference: FunctionReference<'query'> = query
  const { settled, data, ...state } = useQuerySource(() => {
    const current = toValue(args) as Record<string, Value> | 'skip'
    if (current === 'skip') return null
    return {
      key: `${getFunctionName(query)} ${JSON.stringify(convexToJson(current))}`,
      fetch: convex => convex.query(reference, current),
      subscribe: (convex, onValue, onError) => convex.onUpdate(reference, current, onValue, onError),
    }
  }, options)
  const result = { ...state, data: data as Readonly<Ref<FunctionReturnType<Query> | undefined>> }
  return Object.assign(settled.then(() => result), result)
}
