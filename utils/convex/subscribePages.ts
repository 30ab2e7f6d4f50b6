import type { FunctionReference, PaginationResult } from 'convex/server'
import type { Value } from 'convex/values'

/** The pages of a paginated query that were loaded, as one list. */
export interface LoadedPages {
  results: Value[]
  status: 'CanLoadMore' | 'LoadingMore' | 'Exhausted'
}

export interface PagesSubscription {
  /** Loads the next page. Does nothing while one is under way, or when there are no more. */
  loadMore: (numItems: number) => void
  stop: () => void
}

/** As much of Convex's client as this needs. */
export interface PageClient {
  onUpdate: (query: FunctionReference<'query'>, args: Record<string, Value>, onValue: (value: unknown) => void, onError: (error: Error) => void) => () => void
}

interface Page {
  cursor: string | null
  result?: PaginationResult<Value>
  /** Two that take its place once both are loaded. */
  halves?: [Page, Page]
  stop: () => void
}

/** Tells the cursors of one subscription from those that Convex remembers of an earlier one. */
let subscriptions = 0

/**
 * Follows a paginated query, live: each page is a subscription of its own, which Convex pins to where
 * it ended at first. Pages that grow too long are split in two.
 *
 * Not by the client's `onPaginatedUpdate_experimental`: when a page fails it throws in the middle of
 * the client's transition (convex 1.48), and no query of the tab hears of its result, or its refusal.
 *
 * @param initialNumItems how many items the first page has.
 * @param onError gets what a page failed with; the others go on.
 */
export function subscribePages(
  client: PageClient, query: FunctionReference<'query'>, args: Record<string, Value>, initialNumItems: number,
  onLoaded: (loaded: LoadedPages) => void, onError: (error: Error) => void,
): PagesSubscription {
  let id = subscriptions++
  let pages: Page[] = []

  function open(numItems: number, cursor: string | null, endCursor?: string): Page {
    const page: Page = { cursor, stop: () => {} }
    const paginationOpts = { numItems, cursor, id, ...(endCursor !== undefined && { endCursor }) }
    page.stop = client.onUpdate(query, { ...args, paginationOpts }, (value) => {
      page.result = value as PaginationResult<Value>
      split(page)
      tell()
    }, error => isCursorLost(error) ? restart() : onError(error))
    return page
  }

  function split(page: Page): void {
    for (const [index, { halves, stop }] of pages.entries()) {
      if (!halves?.every(({ result }) => result)) continue
      pages.splice(index, 1, ...halves)
      stop()
      return
    }
    const { splitCursor, continueCursor, pageStatus, page: items } = page.result ?? {}
    const isLong = pageStatus === 'SplitRecommended' || pageStatus === 'SplitRequired' || (items?.length ?? 0) > initialNumItems * 2
    if (!splitCursor || !isLong || page.halves || !pages.includes(page)) return
    page.halves = [open(initialNumItems, page.cursor, splitCursor), open(initialNumItems, splitCursor, continueCursor)]
  }

  function tell(): void {
    const firstMissing = pages.findIndex(({ result }) => !result)
    const loaded = firstMissing < 0 ? pages : pages.slice(0, firstMissing)
    // What the server rendered stays until the first page is there.
    if (loaded.length === 0) return
    const isDone = pages.at(-1)?.result?.isDone
    onLoaded({
      results: loaded.flatMap(({ result }) => result?.page ?? []),
      status: firstMissing >= 0 ? 'LoadingMore' : isDone ? 'Exhausted' : 'CanLoadMore',
    })
  }

  function stop(): void {
    for (const page of pages.flatMap(page => [page, ...page.halves ?? []])) page.stop()
    pages = []
  }

  /** The database is no longer what the cursors are of. */
  function restart(): void {
    stop()
    id = subscriptions++
    pages = [open(initialNumItems, null)]
  }

  pages = [open(initialNumItems, null)]
  return {
    stop,
    loadMore: (numItems) => {
      const last = pages.at(-1)?.result
      if (!last || last.isDone) return
      pages.push(open(numItems, last.continueCursor))
      tell()
    },
  }
}

/** As Convex's own hook for React tells it (use_paginated_query.ts). */
function isCursorLost(error: Error & { data?: unknown }): boolean {
  const { paginationError } = (typeof error.data === 'object' && error.data !== null ? error.data : {}) as { paginationError?: unknown }
  return error.message.includes('InvalidCursor') || paginationError === 'InvalidCursor'
}
