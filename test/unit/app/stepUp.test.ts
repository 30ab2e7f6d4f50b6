import { AuthenticationException, GenericServerException, OauthException } from '@workos-inc/node'
import { describe, expect, it, vi } from 'vitest'
import { entryFor } from '../../../server/utils/steps/table'
import { readStepUp } from '../../../server/utils/steps/stepUp'
import { classifyWorkosFailure } from '../../../server/utils/workosFailure'

/** The steps of the table read their configuration from Nitro, which is not there; what is tested here is which one is taken. */
vi.mock('nitropack/runtime', () => ({}))

/** As it is read from what the SDK throws. */
function stepUpOf(thrown: unknown) {
  const failure = classifyWorkosFailure(thrown)
  if (failure.kind !== 'refused') throw new Error(`Not a refusal: ${failure.kind}`)
  return readStepUp(failure, thrown)
}

describe('a step-up', () => {
  it.each([
    ['the code shape', new AuthenticationException(403, { code: 'mfa_challenge', message: 'x', pending_authentication_token: 'p', authentication_factors: [{ id: 'f', type: 'totp' }], user: { id: 'u', email: 'a@b.co' } } as never, 'req_1'), { pendingToken: 'p', userId: 'u', email: 'a@b.co', factors: [{ id: 'f', type: 'totp' }] }],
    ['the OAuth shape', new AuthenticationException(400, { error: 'sso_required', error_description: 'x', connection_ids: ['c'], email: 'a@b.co' } as never, 'req_1'), { connectionIds: ['c'], email: 'a@b.co', pendingToken: undefined }],
    ['the shape that is no step-up to the SDK', new OauthException(400, 'req_1', 'organization_authentication_methods_required', 'x', { error: 'organization_authentication_methods_required', sso_connection_ids: ['c'], auth_methods: { google_oauth: true } }), { connectionIds: ['c'], methods: { google_oauth: true } }],
    ['a name that the SDK does not know', new GenericServerException(403, 'x', { code: 'radar_challenge', message: 'x', radar_challenge_id: 'r', pending_authentication_token: 'p' } as never, 'req_1'), { radarChallengeId: 'r', pendingToken: 'p' }],
    ['another copy of the SDK', { name: 'AuthenticationException', status: 403, requestID: 'req_1', rawData: { code: 'mfa_enrollment', pending_authentication_token: 'p' } }, { pendingToken: 'p' }],
  ])('is read from %s', (_, thrown, expected) => {
    expect(stepUpOf(thrown)).toMatchObject(expected)
    expect(entryFor(stepUpOf(thrown))).toBeTypeOf('function')
  })

  it('of unknown shape hides none of what is known', () => {
    const thrown = { name: 'X', status: 403, rawData: { code: 'mfa_challenge', pending_authentication_token: 'p', authentication_factors: 'all', organizations: [{ id: 1 }], user: null, auth_methods: [] } }
    expect(stepUpOf(thrown)).toMatchObject({ pendingToken: 'p', factors: [], organizations: [], userId: undefined, methods: {} })
  })

  it.each([
    ['its words, when it has no code', { message: 'Must use SSO for selected organization' }, true],
    ['no other words', { message: 'Something else' }, false],
    ['no name of an object\'s own', { code: 'constructor', message: 'x' }, false],
  ])('is known by %s', (_, rawData, isKnown) => {
    expect(entryFor(stepUpOf({ name: 'GenericServerException', status: 400, rawData })) !== undefined).toBe(isKnown)
  })
})
