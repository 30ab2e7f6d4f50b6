import { expect, it } from 'vitest'
import { hasSameItems } from '../../../common/hasSameItems'

it.each([
  [[], [], true],
  [['a', 'b'], ['b', 'a'], true],
  [['a'], ['a', 'b'], false],
  [['a', 'b'], ['a'], false],
  [['a', 'b'], ['a', 'c'], false],
  [['a', 'a'], ['a', 'b'], false],
])('%j and %j: %s', (some, others, same) => {
  expect(hasSameItems(some, others)).toBe(same)
})
