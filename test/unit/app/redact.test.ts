import { describe, expect, it } from 'vitest'
import { redact } from '../../../server/utils/log/redact'

describe('redact', () => {
  it.each([
    ['an access token', 'refused eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ1c2VyIn0.c2lnbmF0dXJl today', 'refused [token] today'],
    ['a sealed session', 'got Fe26.2*1*abc*def-_*ghi~2;', 'got [sealed];'],
    ['an API key', 'Invalid key sk_live_a2V5XzAx, whsec_abc123 and re_12345678', 'Invalid key [key], [key] and [key]'],
    ['a password in an address', 'connect redis://default:hunter2@redis.internal:6379 failed', 'connect redis://[credentials]@redis.internal:6379 failed'],
    ['a cookie header', 'Cookie: wos-session=abc; last-method=google', 'Cookie: [cookie]'],
    ['a cookie', 'with wos-flow=abc123; gone', 'with wos-flow=[cookie]; gone'],
    ['a callback', 'GET /auth/callback?code=01ABC&state=xyz&error=no', 'GET /auth/callback?code=[secret]&state=[secret]&error=no'],
    ['an invitation', '/invitation?invitation_token=Zm9v#top', '/invitation?invitation_token=[secret]#top'],
    ['a pending token in JSON', '{"pending_authentication_token":"pat_1","code":"x"}', '{"pending_authentication_token":"[secret]","code":"x"}'],
    ['a refresh token of a printed object', '{ refreshToken: \'rt_1\', expires: 1 }', '{ refreshToken: \'[secret]\', expires: 1 }'],
    ['a mailed code', 'body {"code":"123456"}', 'body {"code":"[secret]"}'],
    ['an address', 'no mailbox <ada.lovelace@example.com>', 'no mailbox <a…@example.com>'],
    ['an address in a query', '/users?email=ada%40example.com&x=1', '/users?email=a…@example.com&x=1'],
  ])('leaves out %s', (_, text, expected) => {
    expect(redact(text)).toBe(expected)
  })

  it.each([
    'refused: invalid_one_time_code', 'connect ECONNREFUSED 127.0.0.1:6379', 'WorkOS answered 503 (request req_01ABC)', 'code: \'ECONNRESET\'',
    'at file:///app/.output/server/node_modules/@workos-inc/node/lib/index.mjs:12:3', 'https://api.workos.com/sso/jwks/client_01ABC',
  ])('leaves "%s" as it is', text => expect(redact(text)).toBe(text))
})
