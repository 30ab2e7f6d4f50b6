import { describe, expect, it } from 'vitest'
import { readStackOptions } from '../../../cli/lib/stackOptions'

describe('readStackOptions', () => {
  it.each([
    [[], { prod: false }],
    [['--prod'], { prod: true }],
    [['--port', '3055', '--token-ttl', '30'], { port: 3055, tokenTtl: 30, prod: false }],
    [['--port=3055'], { port: 3055, prod: false }],
  ])('%j', (args, options) => {
    expect(readStackOptions(args)).toEqual(options)
  })

  it.each([
    [['--port', 'x'], '--port must be a number'],
    [['--port', '70000'], 'Usage:'],
    [['--token-ttl', '0'], 'Usage:'],
    [['--token-ttl', 'soon'], '--token-ttl must be a number of seconds'],
    [['--unknown'], '--unknown'],
    [['extra'], 'extra'],
  ])('refuses %j', (args, message) => {
    expect(() => readStackOptions(args)).toThrow(message)
  })
})
