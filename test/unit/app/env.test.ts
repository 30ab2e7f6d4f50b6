import { describe, expect, it } from 'vitest'
import { parseServerEnv } from '../../../server/utils/env'

const complete = {
  WORKOS_API_KEY: 'sk_test_x',
  WORKOS_CLIENT_ID: 'client_x',
  WORKOS_COOKIE_PASSWORD: 'p'.repeat(32),
  CONVEX_URL: 'http://127.0.0.1:3210',
}

describe('parseServerEnv', () => {
  it('fills in the defaults', () => {
    expect(parseServerEnv(complete)).toMatchObject({
      WORKOS_COOKIE_NAME: 'wos-session',
      WORKOS_COOKIE_SAMESITE: 'lax',
      WORKOS_API_HOSTNAME: 'api.workos.com',
      WORKOS_API_HTTPS: true,
      WORKOS_COOKIE_MAX_AGE: 34_560_000,
    })
  })

  it('reads an emulator\'s address', () => {
    expect(parseServerEnv({ ...complete, WORKOS_API_HOSTNAME: '127.0.0.1', WORKOS_API_PORT: '4100', WORKOS_API_HTTPS: 'false' }))
      .toMatchObject({ WORKOS_API_HOSTNAME: '127.0.0.1', WORKOS_API_PORT: 4100, WORKOS_API_HTTPS: false })
  })

  it('treats an empty variable as absent', () => {
    expect(parseServerEnv({ ...complete, WORKOS_REDIRECT_URI: '', WORKOS_COOKIE_NAME: '' }).WORKOS_COOKIE_NAME).toBe('wos-session')
  })

  it.each([
    [{ WORKOS_COOKIE_PASSWORD: undefined }, /WORKOS_COOKIE_PASSWORD is missing.*randomBytes/],
    [{ WORKOS_COOKIE_PASSWORD: '' }, /WORKOS_COOKIE_PASSWORD is missing.*randomBytes/],
    [{ WORKOS_COOKIE_PASSWORD: 'short' }, /WORKOS_COOKIE_PASSWORD is too short.*32.*randomBytes/],
    [{ WORKOS_API_KEY: undefined }, /WORKOS_API_KEY is missing/],
    [{ WORKOS_CLIENT_ID: undefined }, /WORKOS_CLIENT_ID is missing/],
    [{ CONVEX_URL: undefined }, /CONVEX_URL is missing/],
    [{ CONVEX_URL: 'somewhere' }, /CONVEX_URL/],
    [{ WORKOS_API_PORT: 'high' }, /WORKOS_API_PORT must be a port number/],
    [{ WORKOS_API_HTTPS: 'yes' }, /WORKOS_API_HTTPS must be true or false/],
    [{ WORKOS_COOKIE_SAMESITE: 'Lax' }, /WORKOS_COOKIE_SAMESITE must be lax, strict or none/],
    [{ WORKOS_COOKIE_NAME: 'a b' }, /WORKOS_COOKIE_NAME/],
  ])('names what is wrong with %j', (change, message) => {
    expect(() => parseServerEnv({ ...complete, ...change })).toThrow(message)
  })

  it('names everything that is wrong at once', () => {
    expect(() => parseServerEnv({})).toThrow(/WORKOS_API_KEY[\s\S]*WORKOS_CLIENT_ID[\s\S]*WORKOS_COOKIE_PASSWORD[\s\S]*CONVEX_URL/)
  })
})
