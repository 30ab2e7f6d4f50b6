import { describe, expect, it } from 'vitest'
import { formatFunctionPath, parseFunctionPath } from '../../../emulators/convex/runtime/functionPath'

describe('a function path', () => {
  it.each([
    ['tasks:list', 'tasks:list'],
    ['tasks.js:list', 'tasks:list'],
    ['dir/file', 'dir/file:default'],
    ['_system/cli/queryTable', '_system/cli/queryTable:default'],
  ])('%s is %s', (written, canonical) => {
    expect(formatFunctionPath(parseFunctionPath(written))).toBe(canonical)
  })

  it.each(['', 'a:b:c', 'a//b:c', 'a b:c', 'a:', 'a:1x', '../a:b c'])('%j is none', (written) => {
    expect(() => parseFunctionPath(written)).toThrow('is not a valid path to a Convex function.')
  })
})
