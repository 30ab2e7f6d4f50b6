import {
  AuthenticationException,
  GenericServerException,
  OauthException,
  RateLimitExceededException,
  UnauthorizedException,
} from '@workos-inc/node'
import { describe, expect, it } from 'vitest'
import { classifyWorkosFailure } from '../../../server/utils/workosFailure'

describe('classifyWorkosFailure', () => {
  it.each([
    ['a code-shaped refusal', new GenericServerException(400, 'bad code', { code: 'invalid_one_time_code', message: 'bad code' }, 'req_1'), 'invalid_one_time_code'],
    ['an OAuth-shaped refusal', new OauthException(400, 'req_1', 'invalid_grant', 'Refresh token already exchanged.', { error: 'invalid_grant' }), 'invalid_grant'],
    ['a step-up', new AuthenticationException(403, { code: 'mfa_challenge', message: 'MFA', pending_authentication_token: 'p' } as never, 'req_1'), 'mfa_challenge'],
  ])('reads the code of %s', (_, thrown, code) => {
    expect(classifyWorkosFailure(thrown)).toMatchObject({ kind: 'refused', code })
  })

  it('tells a rate limit, with the wait', () => {
    expect(classifyWorkosFailure(new RateLimitExceededException('slow down', 'req_1', 7))).toMatchObject({ kind: 'limited', retryAfter: 7 })
  })

  it('tells a refused API key', () => {
    expect(classifyWorkosFailure(new UnauthorizedException('req_1')).kind).toBe('misconfigured')
  })

  it.each([
    ['a time-out', new OauthException(408, '', 'Request timeout', 'x', {})],
    ['a server error', new GenericServerException(502, 'bad gateway', {}, 'req_1')],
    ['a network error', new Error('fetch failed', { cause: new TypeError('fetch failed') })],
    ['a string', 'oops'],
    ['nothing', undefined],
  ])('takes %s as no answer', (_, thrown) => {
    expect(classifyWorkosFailure(thrown).kind).toBe('unavailable')
  })
})
