import { describe, expect, it } from 'vitest'
import { paginate } from '../../../emulators/workos/http/page'

const rows = ['a', 'b', 'c', 'd', 'e'].map(id => ({ id }))

const page = (query: string) => {
  const { data, list_metadata } = paginate(rows, new URLSearchParams(query))
  return { ids: data.map(({ id }) => id).join(''), ...list_metadata }
}

describe('a page', () => {
  it.each([
    ['', { ids: 'edcba', before: null, after: null }],
    ['limit=2', { ids: 'ed', before: null, after: 'd' }],
    ['limit=2&after=d', { ids: 'cb', before: 'c', after: 'b' }],
    ['limit=2&after=b', { ids: 'a', before: 'a', after: null }],
    ['limit=2&order=asc', { ids: 'ab', before: null, after: 'b' }],
    ['limit=2&order=asc&after=b', { ids: 'cd', before: 'c', after: 'd' }],
    ['limit=2&order=asc&before=d', { ids: 'bc', before: 'b', after: 'c' }],
    ['limit=2&order=normal&before=c', { ids: 'ed', before: null, after: 'd' }],
    ['order=asc&after=e', { ids: '', before: null, after: null }],
  ])('for "%s"', (query, expected) => {
    expect(page(query)).toEqual(expected)
  })

  it.each(['limit=0', 'limit=101', 'limit=x', 'order=up', 'after=nobody'])('is refused for "%s"', (query) => {
    expect(() => page(query)).toThrow(expect.objectContaining({ status: 422 }))
  })
})
