import { describe, expect, it } from 'vitest'
import { requireCurrent } from '../../../emulators/convex/auth/requireCurrent'

const now = 1_000_000_900

describe('a token at 1,000,000.9 seconds', () => {
  it.each([
    [{}],
    [{ exp: 1_000_000 }],
    [{ exp: 999_995 }],
    [{ nbf: 1_000_005, iat: 1_000_005 }],
    [{ exp: 999_994.6 }],
  ])('is current with %j', (claims) => {
    expect(() => requireCurrent(claims, now)).not.toThrow()
  })

  it.each([
    [{ exp: 999_994 }, 'Could not validate token: Token expired 6 seconds ago'],
    [{ nbf: 1_000_006 }, 'Could not validate token: Token will be valid in 6 seconds'],
    [{ iat: 1_000_060 }, 'Could not validate token: Token will be valid in 60 seconds'],
  ])('is not with %j', (claims, message) => {
    expect(() => requireCurrent(claims, now)).toThrow(message)
  })
})
