import { describe, expect, it } from 'vitest'
import { isAllowedRedirect, parseRedirects } from '../../../server/utils/native/redirects'

const LIST = 'com.example.app://auth, https://example.com/app/auth?x=1,http://127.0.0.1:*,http://[::1]:*/cb,http://localhost:*/auth/callback,http://127.0.0.1:8080/fixed,com.example.app:/oauth'

describe('the list of redirects', () => {
  it.each([
    'com.example.app://auth',
    'com.example.app:/oauth',
    'https://example.com/app/auth?x=1',
    'http://127.0.0.1:4711',
    'http://127.0.0.1:4711/',
    'http://127.0.0.1/',
    'http://[::1]:4711/cb',
    'http://localhost:1/auth/callback',
    'http://127.0.0.1:8080/fixed',
  ])('lets %s in', (redirectUri) => {
    expect(isAllowedRedirect(redirectUri, parseRedirects(LIST))).toBe(true)
  })

  it.each([
    'com.example.app://auth/more',
    'com.example.app://auth#fragment',
    'com.example.other://auth',
    'https://example.com/app/auth',
    'https://example.com:444/app/auth?x=1',
    'http://example.com/app/auth?x=1',
    'http://127.0.0.1:4711/path',
    'http://127.0.0.2:4711/',
    'https://127.0.0.1:4711/',
    'http://localhost:4711/',
    'http://localhost:4711/auth/callback?x=1',
    'http://localhost:4711@evil.example/auth/callback',
    'http://localhost.evil.example:4711/auth/callback',
    'http://user@localhost:4711/auth/callback',
    'http://127.0.0.1:8081/fixed',
    'http://evil.example/',
    'javascript:alert(1)',
    '/auth/callback',
    '',
  ])('keeps %s out', (redirectUri) => {
    expect(isAllowedRedirect(redirectUri, parseRedirects(LIST))).toBe(false)
  })

  it('that is empty lets nothing in', () => {
    expect(isAllowedRedirect('http://localhost:1/', parseRedirects(' , '))).toBe(false)
  })

  it.each([
    'http://example.com/auth', 'http://*.example.com/auth', 'https://*.example.com/auth', 'https://localhost:*/auth', 'http://localhost:*/*',
    'http://example.com:*/auth', 'javascript:alert(1)', 'data:text/html', 'myapp', 'com.example.app://auth#x', 'http://a:b@localhost/',
  ])('cannot have %s in it', (entry) => {
    expect(() => parseRedirects(`com.example.app://auth,${entry}`)).toThrow(`"${entry}"`)
  })
})
