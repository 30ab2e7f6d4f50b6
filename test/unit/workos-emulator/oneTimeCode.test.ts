import { expect, it } from 'vitest'
import { MAX_CODE_ATTEMPTS, codeProblem } from '../../../emulators/workos/objects/oneTimeCode'

const now = Date.parse('2026-06-01T12:00:00Z')
const fresh = { code: '123456', expires_at: new Date(now + 1).toISOString(), attempts: 0, usedAt: null }
const used = { ...fresh, usedAt: '2026-06-01T11:59:00Z' }
const expired = { ...fresh, expires_at: new Date(now).toISOString() }

it.each([
  ['the right code', fresh, '123456', null],
  ['a wrong code', fresh, '654321', 'incorrect'],
  ['the right code a second time', used, '123456', 'previously_used'],
  ['a wrong code after the right one', used, '654321', 'incorrect'],
  ['the right code at the moment it expires', expired, '123456', 'expired'],
  ['a wrong code after that', expired, '654321', 'incorrect'],
  ['the right code as the last attempt', { ...fresh, attempts: MAX_CODE_ATTEMPTS - 1 }, '123456', null],
  ['the right code after too many attempts', { ...fresh, attempts: MAX_CODE_ATTEMPTS }, '123456', 'too_many_attempts'],
])('judges %s', (_, record, code, problem) => {
  expect(codeProblem(record, code, now)).toBe(problem)
})
