import { getFunctionName, type FunctionArgs, type FunctionReference, type PaginationOptions, type PaginationResult } from 'convex/server'
import { convexToJson, type Value } from 'convex/values'
import { computed, toValue, type ComputedRef, type MaybeRefOrGetter } from '#imports'
import { subscribePages, type LoadedPages } from '../utils/convex/subscribePages'
import { useQuerySource, type UseConvexQueryOptions, type UseQuerySourceReturn } from '../utils/convex/useQuerySource'

type PaginatedQuery = FunctionReference<'query', 'public', { paginationOpts: PaginationOptions }, PaginationResult<unknown>>
type Item<Query extends PaginatedQuery> = Query['_returnType']['page'][number]

export interface UseConvexPaginatedQueryOptions extends UseConvexQueryOptions {
  /** How many items the first page has. */
  initialNumItems: number
}

export interface UseConvexPaginatedQueryReturn<Query extends PaginatedQuery> extends Omit<UseQuerySourceReturn, 'data' | 'settled'> {
  /** The items of all pages that were loaded, live. */
  items: ComputedRef<Item<Query>[]>
  canLoadMore: ComputedRef<boolean>
  isLoadingMore: ComputedRef<boolean>
  /** Loads the next page. Does nothing while one is under way, or when there are no more. */
  loadMore: (numItems: number) => void
}

/**
 * A paginated query, live, whose first page the server renders.
 *
 * @param args the function's arguments but `paginationOpts`, or `'skip'` while they are not known.
 * @example const { items, canLoadMore, loadMore } = await useConvexPaginatedQuery(api.tasks.page, {}, { initialNumItems: 20 })
 */
export function useConvexPaginatedQuery<Query extends PaginatedQuery>(
  query: Query,
  args: MaybeRefOrGetter<Omit<FunctionArgs<Query>, 'paginationOpts'> | 'skip'>,
  { initialNumItems, ...options }: UseConvexPaginatedQueryOptions,
): UseConvexPaginatedQueryReturn<Query> & Promise<UseConvexPaginatedQueryReturn<Query>> {
  // Arguments are typed for the caller; from here on they are Convex values like any other.
  const reference: FunctionReference<'query'> = query
  let loadMoreNow: (numItems: number) => void = () => {}

  const { settled, data, ...state } = useQuerySource(() => {
    const current = toValue(args) as Record<string, Value> | 'skip'
    if (current === 'skip') return null
    return {
      key: `${getFunctionName(query)} ${JSON.stringify(convexToJson(current))} by ${initialNumItems}`,
      fetch: async (convex) => {
        const { page, isDone } = await convex.query(reference, { ...current, paginationOpts: { cursor: null, numItems: initialNumItems } })
        return { results: page as Value[], status: isDone ? 'Exhausted' : 'CanLoadMore' }
      },
      subscribe: (convex, onValue, onError) => {
        const { loadMore, stop } = subscribePages(convex, reference, current, initialNumItems, loaded => onValue({ ...loaded }), onError)
        loadMoreNow = loadMore
        return stop
      },
    }
  }, options)

  const loaded = computed(() => data.value as LoadedPages | undefined)
  const result: UseConvexPaginatedQueryReturn<Query> = {
    ...state,
    items: computed(() => (loaded.value?.results ?? []) as Item<Query>[]),
    canLoadMore: computed(() => loaded.value?.status === 'CanLoadMore'),
    isLoadingMore: computed(() => loaded.value?.status === 'LoadingMore'),
    loadMore: numItems => loadMoreNow(numItems),
  }
  return Object.assign(settled.then(() => result), result)
}
