import { expect, it } from 'vitest'
import { takeTurns } from '../../../bench/support/takeTurns'

it('goes there and back, and keeps what belongs together', async () => {
  const order: string[] = []
  const turns = await takeTurns(['a', 'b', 'c'], 3, async (item) => {
    order.push(item)
    return `${item}${order.length}`
  })
  expect(order.join('')).toBe('abccbaabc')
  expect(turns).toEqual([
    { item: 'a', results: ['a1', 'a6', 'a7'] },
    { item: 'b', results: ['b2', 'b5', 'b8'] },
    { item: 'c', results: ['c3', 'c4', 'c9'] },
  ])
})
