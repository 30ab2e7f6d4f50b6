import { describe, expect, it } from 'vitest'
import { isSecretOf, splitSecrets } from '../../../../cli/lib/webhookSecret'

describe('isSecretOf', () => {
  it.each([
    ['whsec_…cdef', 'whsec_0123cdef', true],
    ['whsec_…cdef', 'whsec_old, whsec_0123cdef', true],
    ['whsec_…cdef', 'whsec_01234567', false],
    ['whsec_***********cdef', 'whsec_0123cdef', true],
    ['whsec_0123abcdef', 'whsec_other,whsec_0123abcdef', true],
    ['whsec_0123abcdef', 'whsec_other', false],
    ['whsec_…', 'whsec_0123', null],
    ['[hidden]', 'whsec_0123', null],
    ['', 'whsec_0123', null],
  ])('of %s and %s says %s', (shown, list, answer) => {
    expect(isSecretOf(shown, list)).toBe(answer)
  })
})

it('splits a list', () => {
  expect(splitSecrets(' a, b ,,c')).toEqual(['a', 'b', 'c'])
  expect(splitSecrets('')).toEqual([])
})
