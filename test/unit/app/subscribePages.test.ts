import type { FunctionReference } from 'convex/server'
import { describe, expect, it } from 'vitest'
import { subscribePages, type LoadedPages, type PageClient } from '../../../utils/convex/subscribePages'

interface Options { cursor: string | null, endCursor?: string, numItems: number, id: number }

const query = 'list' as unknown as FunctionReference<'query'>

/** A database of numbers whose pages begin after their cursor, and are pinned to where they first ended. */
function follow(numbers: number[], initialNumItems = 2) {
  const open = new Map<Options, { answer: (value: unknown) => void, fail: (error: Error) => void, end?: number }>()
  const client: PageClient = {
    onUpdate: (_, { paginationOpts }, answer, fail) => {
      const options = paginationOpts as unknown as Options
      open.set(options, { answer, fail, ...(options.endCursor !== undefined && { end: Number(options.endCursor) }) })
      return () => void open.delete(options)
    },
  }
  const seen: LoadedPages[] = []
  const errors: string[] = []
  const subscription = subscribePages(client, query, { owner: 'me' }, initialNumItems, loaded => seen.push(loaded), error => errors.push(error.message))

  /** Answers every open page anew, those that open meanwhile, too. */
  function answer(): void {
    const answered = new Set<Options>()
    for (let round = 0; round < 10; round++) {
      for (const [options, page] of open) {
        if (answered.has(options)) continue
        answered.add(options)
        const rest = numbers.filter(number => number > Number(options.cursor ?? -Infinity))
        const items = page.end === undefined ? rest.slice(0, options.numItems) : rest.filter(number => number <= (page.end ?? 0))
        page.end ??= items.length < rest.length ? items.at(-1) : Infinity
        const isDone = page.end === Infinity
        page.answer({ page: items, isDone, continueCursor: String(page.end), splitCursor: items.length > 3 ? String(items[1]) : null })
      }
    }
  }
  return { subscription, open, numbers, errors, answer, last: () => seen.at(-1), fail: (message: string, data?: unknown) => [...open.values()][0]?.fail(Object.assign(new Error(message), { data })) }
}

describe('subscribePages', () => {
  it('loads page after page, and says how it stands', () => {
    const { subscription, answer, last } = follow([1, 2, 3, 4, 5])
    expect(last()).toBeUndefined()
    answer()
    expect(last()).toEqual({ results: [1, 2], status: 'CanLoadMore' })
    subscription.loadMore(2)
    expect(last()).toEqual({ results: [1, 2], status: 'LoadingMore' })
    // One at a time.
    subscription.loadMore(2)
    answer()
    expect(last()).toEqual({ results: [1, 2, 3, 4], status: 'CanLoadMore' })
    subscription.loadMore(2)
    answer()
    expect(last()).toEqual({ results: [1, 2, 3, 4, 5], status: 'Exhausted' })
    subscription.loadMore(2)
    answer()
    expect(last()?.results).toHaveLength(5)
  })

  it('keeps each page where it ended, so that nothing is shown twice or left out', () => {
    const { subscription, answer, last, numbers } = follow([10, 20, 30, 40])
    answer()
    subscription.loadMore(2)
    answer()
    numbers.splice(0, numbers.length, 5, 10, 20, 30, 35, 40)
    answer()
    expect(last()?.results).toEqual([5, 10, 20, 30, 35, 40])
  })

  it('splits a page that has grown too long, and shows the whole list throughout', () => {
    const { answer, last, numbers, open } = follow([10, 20, 30])
    answer()
    numbers.splice(0, 0, 1, 2, 3, 4, 5)
    answer()
    expect(last()?.results.slice(0, 7)).toEqual([1, 2, 3, 4, 5, 10, 20])
    answer()
    expect([...open.keys()].map(({ cursor, endCursor }) => [cursor, endCursor])).toContainEqual([null, '2'])
    expect(last()?.results.slice(0, 7)).toEqual([1, 2, 3, 4, 5, 10, 20])
  })

  it('hands on what a page fails with, and goes on with the others', () => {
    const { subscription, answer, fail, last, errors } = follow([1, 2, 3])
    answer()
    subscription.loadMore(2)
    fail('no more')
    expect(errors).toEqual(['no more'])
    answer()
    expect(last()).toEqual({ results: [1, 2, 3], status: 'Exhausted' })
  })

  it.each([['by its words', 'InvalidCursor: gone', undefined], ['by its data', 'Server Error', { paginationError: 'InvalidCursor' }]])(
    'starts over when its cursors are of no use any more, told %s', (_, message, data) => {
      const { subscription, answer, fail, last, errors, open } = follow([1, 2, 3])
      answer()
      subscription.loadMore(2)
      const [{ id } = { id: -1 }] = open.keys()
      fail(message, data)
      expect(errors).toEqual([])
      expect([...open.keys()]).toEqual([{ numItems: 2, cursor: null, id: expect.any(Number) }])
      expect([...open.keys()][0]?.id).not.toBe(id)
      answer()
      expect(last()).toEqual({ results: [1, 2], status: 'CanLoadMore' })
    })

  it('leaves nothing behind when it stops', () => {
    const { subscription, answer, open } = follow([1, 2, 3])
    answer()
    subscription.loadMore(2)
    subscription.stop()
    expect(open.size).toBe(0)
  })
})
