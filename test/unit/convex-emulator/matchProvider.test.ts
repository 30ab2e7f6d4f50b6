import { describe, expect, it } from 'vitest'
import type { AuthProvider } from '../../../emulators/convex/auth/authProvider'
import { matchProvider } from '../../../emulators/convex/auth/matchProvider'

function custom(issuer: string, applicationID: string | null): AuthProvider {
  return { type: 'customJwt', issuer, applicationID, jwks: 'data:,', algorithm: 'RS256' }
}

const authKit = [
  custom('https://api.workos.com/', 'client_1'),
  custom('https://api.workos.com/user_management/client_1', null),
]

describe('the provider of a WorkOS token', () => {
  it.each([
    ['https://api.workos.com/', 'client_1', 0],
    ['https://api.workos.com', ['client_1', 'other'], 0],
    ['https://api.workos.com/user_management/client_1', undefined, 1],
    ['https://api.workos.com/user_management/client_1/', 'anything', 1],
    ['api.workos.com/user_management/client_1', undefined, 1],
  ])('for issuer %s and audience %s', (iss, aud, index) => {
    expect(matchProvider({ iss, aud }, authKit)).toBe(authKit[index])
  })

  it.each([
    ['https://api.workos.com/', undefined],
    ['https://api.workos.com/', 'client_2'],
    ['https://api.workos.com/user_management/client_2', 'client_1'],
    ['https://API.workos.com/', 'client_1'],
    ['http://api.workos.com/', 'client_1'],
  ])('is none for issuer %s and audience %s', (iss, aud) => {
    expect(() => matchProvider({ iss, aud }, authKit)).toThrow('No auth provider found matching the given token.')
  })
})
