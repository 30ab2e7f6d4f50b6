import { expect, it } from 'vitest'
import { flattenClaims } from '../../../emulators/convex/auth/customClaims'

it('nested claims become dotted names, empty ones vanish, the rest keeps its type', () => {
  expect(flattenClaims({ a: { b: { c: 1 }, d: [{ e: 1 }] }, empty: {}, none: null, text: 'x', yes: true })).toEqual({
    'a.b.c': 1,
    'a.d': [{ e: 1 }],
    'none': null,
    'text': 'x',
    'yes': true,
  })
})
