import { describe, expect, it } from 'vitest'
import { explainRefusal } from '../../../utils/convex/explainRefusal'

function tokenWith(claims: Record<string, unknown>): string {
  return ['e30', Buffer.from(JSON.stringify(claims)).toString('base64url'), 'sig'].join('.')
}

const token = tokenWith({ jti: 'a', iat: 1, exp: 2, iss: 'https://issuer.example', aud: ['one', 'two'] })
const CLAIMS = 'The token\'s issuer (iss) is https://issuer.example and its audience (aud) is ["one","two"].'

describe('explainRefusal', () => {
  it.each([
    ['No auth provider found matching the given token', `${CLAIMS} Compare both with the providers of convex/auth.config.ts`],
    ['Could not fetch JWKS', `${CLAIMS} Convex must be able to fetch the provider's jwks address`],
    ['Could not decode token: no key with \'kid\' abc', `${CLAIMS} The key belongs to another WorkOS client`],
    ['Token expired 10 seconds ago', 'Compare the clocks'],
    ['Token is only valid in 20 seconds', 'Compare the clocks'],
    ['Something nobody has seen before', CLAIMS],
  ])('answers "%s" with a remedy', (reason, remedy) => {
    const [first, ...rest] = explainRefusal(reason, token).split('\n')
    expect(first).toBe(`Convex refused the access token: ${reason}`)
    expect(rest.join('\n').startsWith(remedy)).toBe(true)
  })

  it.each([
    ['no token', null],
    ['an empty token', ''],
    ['something that is no token', 'rubbish'],
    ['a token without these claims', tokenWith({ jti: 'a', iat: 1, exp: 2 })],
  ])('says that the claims are missing for %s', (_, poor) => {
    expect(explainRefusal('No auth provider found', poor)).toContain('issuer (iss) is missing and its audience (aud) is missing.')
  })

  it('never repeats the token itself', () => {
    expect(explainRefusal('No auth provider found', token)).not.toContain(token)
  })
})
