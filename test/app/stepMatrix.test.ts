import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readCode } from '../support/inbox'
import { CALLERS, post, readSession, verifyMailedCode, type Caller, type Posted } from '../support/signInSteps'
import { startStack, type Stack } from '../support/stack'
import { createSignedInVisitor, createVisitor, newAddress, type Visitor } from '../support/visitor'
import { controlWorkos, passProvider, SEED } from '../support/workosControl'

/** A stack of its own: its WorkOS answers what each test wants it to. */
let stack: Stack
let workos: ReturnType<typeof controlWorkos>
beforeAll(async () => {
  stack = await startStack({ prod: true })
  workos = controlWorkos(stack.workosUrl)
})
afterAll(async () => await stack.stop())
beforeEach(async () => await workos.clearFaults())

const AUTHENTICATE = { method: 'POST', path: '/user_management/authenticate', count: 1 }
const GRANT = 'urn:workos:oauth:grant-type:'

interface StepUp {
  /** What WorkOS answers; `user` is filled in. */
  status: number
  body: Record<string, unknown>
  /** The page, or the start of an address elsewhere. */
  leadsTo: string
  /** Goes on from there, with whatever WorkOS needs to be told first. */
  proceed?: (visitor: Visitor, caller: Caller) => Promise<Posted>
  /** The grant that goes on with. */
  grantType?: string
}

const PENDING = { pending_authentication_token: 'pending-token-of-a-test' }
const CODE = '424242'

/** In both shapes, and under both names where WorkOS has two. */
const STEP_UPS: Record<string, StepUp> = {
  email_verification_required: {
    status: 403,
    body: { ...PENDING, code: 'email_verification_required', email_verification_id: 'email_verification_1' },
    leadsTo: '/login/verify-email',
    proceed: (visitor, caller) => post(visitor, caller, '/api/auth/step', { step: 'verify-email', code: CODE }),
    grantType: `${GRANT}email-verification:code`,
  },
  mfa_challenge: {
    status: 403,
    body: { ...PENDING, code: 'mfa_challenge', authentication_factors: [{ id: 'auth_factor_1', type: 'totp' }] },
    leadsTo: '/login/mfa',
    proceed: async (visitor, caller) => {
      await workos.addFault({ method: 'POST', path: '/auth/factors/*/challenge', count: 1, status: 201, body: { object: 'authentication_challenge', id: 'auth_challenge_1' } })
      return await post(visitor, caller, '/api/auth/step', { step: 'mfa', code: CODE })
    },
    grantType: `${GRANT}mfa-totp`,
  },
  mfa_enrollment: {
    status: 403,
    body: { ...PENDING, code: 'mfa_enrollment' },
    leadsTo: '/login/mfa/enroll',
    proceed: async (visitor, caller) => await post(visitor, caller, '/api/auth/step', { step: 'mfa-enroll', code: CODE }),
    grantType: `${GRANT}mfa-totp`,
  },
  organization_selection_required: {
    status: 403,
    body: { ...PENDING, code: 'organization_selection_required', organizations: [{ id: SEED.initech, name: 'Initech' }, { id: 'org_other', name: 'Other' }] },
    leadsTo: '/login/organization',
    proceed: (visitor, caller) => post(visitor, caller, '/api/auth/step', { step: 'organization', organizationId: SEED.acme }),
    grantType: `${GRANT}organization-selection`,
  },
  radar_email_challenge: {
    status: 403,
    body: { ...PENDING, code: 'radar_email_challenge', radar_challenge_id: 'radar_challenge_1' },
    leadsTo: '/login/challenge',
    proceed: (visitor, caller) => post(visitor, caller, '/api/auth/step', { step: 'radar-email', code: CODE }),
    grantType: `${GRANT}radar-email-challenge:code`,
  },
  radar_challenge: {
    status: 403,
    body: { ...PENDING, code: 'radar_challenge', radar_challenge_id: 'radar_challenge_1' },
    leadsTo: '/login/challenge',
  },
  radar_sms_challenge: {
    status: 403,
    body: { ...PENDING, code: 'radar_sms_challenge' },
    leadsTo: '/login/challenge',
    proceed: async (visitor, caller) => {
      await workos.addFault({ method: 'POST', path: '/user_management/radar_challenges', count: 1, status: 201, body: { verification_id: 'verification_1', phone_number: '+15551234567' } })
      await post(visitor, caller, '/api/auth/step', { step: 'radar-sms', phoneNumber: '+1 555 123 4567' })
      return await post(visitor, caller, '/api/auth/step', { step: 'radar-sms', code: CODE })
    },
    grantType: `${GRANT}radar-sms-challenge:code`,
  },
  radar_sign_up_challenge: {
    status: 403,
    body: { ...PENDING, code: 'radar_sign_up_challenge' },
    leadsTo: '/login/challenge',
  },
  sso_required: {
    status: 400,
    body: { error: 'sso_required', error_description: 'x', connection_ids: [SEED.globexSso], pending_authentication_token: null },
    leadsTo: 'http',
  },
  sso_required_of_several: {
    status: 400,
    body: { error: 'sso_required', error_description: 'x', connection_ids: [SEED.initechOkta, SEED.initechEntra] },
    leadsTo: '/login/sso',
  },
  organization_authentication_methods_required: {
    status: 400,
    body: { error: 'organization_authentication_methods_required', error_description: 'x', sso_connection_ids: [], auth_methods: { google_oauth: true, magic_auth: true, password: true } },
    leadsTo: '/login/methods',
  },
  organization_authentication_methods_required_sso_only: {
    status: 400,
    body: { error: 'organization_authentication_methods_required', error_description: 'x', sso_connection_ids: [SEED.globexSso], auth_methods: { magic_auth: false } },
    leadsTo: 'http',
  },
}

/** Every call to WorkOS that may end in a session, and how a visitor gets to it. */
const GRANTS: Record<string, { grantType: string, reach: (visitor: Visitor, caller: Caller, email: string, answer: () => Promise<void>) => Promise<Posted> }> = {
  'a mailed code': {
    grantType: `${GRANT}magic-auth:code`,
    reach: async (visitor, caller, email, answer) => {
      await answer()
      return await verifyMailedCode(visitor, caller, stack, email)
    },
  },
  'a provider\'s code': {
    grantType: 'authorization_code',
    reach: async (visitor, caller, email, answer) => {
      const { to } = await post(visitor, caller, '/api/auth/oauth/google', {})
      const callback = await passProvider(to, { email })
      await answer()
      return { to: (await visitor.request(callback)).headers.get('location') ?? '' }
    },
  },
  'another organization': {
    grantType: 'refresh_token',
    reach: async (visitor, caller, email, answer) => {
      for (const [name, value] of (await createSignedInVisitor(stack, email)).cookies) visitor.cookies.set(name, value)
      await answer()
      return await post(visitor, caller, '/api/auth/organization', { organizationId: SEED.globex })
    },
  },
  ...Object.fromEntries(Object.entries(STEP_UPS).flatMap(([name, { status, body, proceed, grantType }]) => proceed && grantType
    ? [[`the step ${name}`, {
        grantType,
        reach: async (visitor: Visitor, caller: Caller, email: string, answer: () => Promise<void>) => {
          const user = await userOf(email)
          await workos.addFault({ ...AUTHENTICATE, grantType: `${GRANT}magic-auth:code`, status, body: { message: 'x', ...body, user } })
          await verifyMailedCode(visitor, caller, stack, email)
          await answer()
          return await proceed(visitor, caller)
        },
      }]]
    : [])),
}

/** As in WorkOS's answers. Signs the address up. */
async function userOf(email: string): Promise<Record<string, unknown>> {
  await workos.api('POST', '/user_management/magic_auth', { email })
  return await workos.api('GET', `/user_management/users/${await workos.findUserId(email)}`) as Record<string, unknown>
}

describe.each(Object.entries(GRANTS))('%s', (_, { grantType, reach }) => {
  it.each(Object.entries(STEP_UPS).flatMap(([name, stepUp]) => CALLERS.map(caller => [caller, name, stepUp] as const)))(
    'by %s, may be answered by %s', async (caller, name, { status, body, leadsTo }) => {
      const visitor = createVisitor(stack.url)
      const email = newAddress('matrix')
      const user = await userOf(email)
      const answer = async () => await workos.addFault({ ...AUTHENTICATE, grantType, status, body: { message: 'x', ...body, user } })
      const posted = await reach(visitor, caller, email, answer)
      expect(posted.refusal, name).toBeUndefined()
      if (leadsTo === 'http') expect(new URL(posted.to).searchParams.get('connection_id')).toBe(SEED.globexSso)
      else expect(posted.to).toBe(leadsTo)
      for (const [cookie, value] of visitor.cookies) expect(value, cookie).not.toContain(PENDING.pending_authentication_token)
    })

  it('may be answered by a refusal that nobody knows, which is told with its reference', async () => {
    const visitor = createVisitor(stack.url)
    const email = newAddress('matrix')
    await userOf(email)
    const answer = async () => await workos.addFault({ ...AUTHENTICATE, grantType, status: 400, body: { code: 'brand_new', message: 'x' }, headers: { 'x-request-id': 'req_42' } })
    const posted = await reach(visitor, 'JSON', email, answer)
    if (posted.refusal) expect(posted.refusal).toMatchObject({ status: 400, code: 'brand_new', message: expect.stringContaining('req_42') })
    else expect(await (await visitor.request(posted.to)).text()).toContain('req_42')
  })
})

describe('steps without a page', () => {
  it.each([
    ['passkey_progressive_enrollment', 403, { code: 'passkey_progressive_enrollment', message: 'x' }, /passkey/],
    ['application_consent_required', 403, { code: 'application_consent_required', message: 'x' }, /reference/],
    ['a factor that is no app', 403, { ...PENDING, code: 'mfa_challenge', message: 'x', authentication_factors: [{ id: 'auth_factor_1', type: 'sms' }] }, /second factor/],
    ['passwords only', 400, { error: 'organization_authentication_methods_required', error_description: 'x', auth_methods: { password: true } }, /no way to sign in/],
    ['a step without a token', 403, { code: 'mfa_challenge', message: 'x', authentication_factors: [{ id: 'auth_factor_1', type: 'totp' }] }, /reference/],
    ['single sign-on without a connection', 400, { error: 'sso_required', error_description: 'x' }, /reference/],
    ['fields of other types', 403, { code: 'organization_selection_required', message: 7, organizations: 'all', pending_authentication_token: {} }, /reference/],
    ['sign_up_not_allowed', 400, { error: 'sign_up_not_allowed', error_description: 'x' }, /not right/],
  ])('are told in words: %s', async (_, status, body, words) => {
    const visitor = createVisitor(stack.url)
    const email = newAddress('matrix')
    await userOf(email)
    await workos.addFault({ ...AUTHENTICATE, grantType: `${GRANT}magic-auth:code`, status, body })
    const { refusal } = await verifyMailedCode(visitor, 'JSON', stack, email)
    expect(refusal?.message).toMatch(words)
    expect(await readSession(visitor)).toBeNull()
    // The code was not spent, and the flow is still there.
    expect((await post(visitor, 'JSON', '/api/auth/magic-auth/verify', { code: await readCode(stack.workosUrl, email) })).to).toBe('/tasks')
  })

  it('a circle of them ends', async () => {
    const visitor = createVisitor(stack.url)
    const organizations = [{ id: SEED.acme, name: 'Acme' }]
    await workos.addFault({ ...AUTHENTICATE, count: 50, status: 403, body: { ...PENDING, code: 'organization_selection_required', message: 'x', organizations } })
    const answer = await verifyMailedCode(visitor, 'JSON', stack, newAddress(), { organization: SEED.acme })
    expect(answer.refusal).toMatchObject({ status: 400, code: 'refused' })
  })

  it('a person of more organizations than a cookie holds sees them all', async () => {
    const organizations = Array.from({ length: 300 }, (_, index) => ({ id: `org_${index}`, name: `Organization number ${index}` }))
    const email = newAddress('many')
    const user = await userOf(email)
    await workos.join(String(user.id), SEED.acme)
    await workos.addFault({ ...AUTHENTICATE, grantType: `${GRANT}magic-auth:code`, status: 403, body: { ...PENDING, code: 'organization_selection_required', message: 'x', organizations, user } })
    const visitor = createVisitor(stack.url)
    // Read anew: the emulator knows of one membership only.
    expect((await verifyMailedCode(visitor, 'JSON', stack, email)).step).toEqual({ kind: 'organization', organizations: [{ id: SEED.acme, name: 'Acme' }] })
    expect(await (await visitor.request('/login/organization')).text()).toContain('Acme')
    expect([...visitor.cookies.values()].join('').length).toBeLessThan(4_096)
  })
})

describe('a form that is sent twice at the same moment', () => {
  it.each([
    ['a mailed code', 'magic-auth:code', async (visitor: Visitor, email: string) => {
      await post(visitor, 'JSON', '/api/auth/magic-auth', { email })
      return ['/api/auth/magic-auth/verify', { code: await readCode(stack.workosUrl, email) }] as const
    }],
    ['a step', 'email-verification:code', async (visitor: Visitor, email: string) => {
      await workos.demandSteps(email, ['email_verification_required'])
      await verifyMailedCode(visitor, 'JSON', stack, email)
      return ['/api/auth/step', { step: 'verify-email', code: await readCode(stack.workosUrl, email) }] as const
    }],
  ])('signs in with one session: %s', async (_, grant, prepare) => {
    const visitor = createVisitor(stack.url)
    const email = newAddress('twice')
    const [path, fields] = await prepare(visitor, email)
    await workos.addFault({ ...AUTHENTICATE, grantType: GRANT + grant, delayMs: 400 })
    const answers = await Promise.all([1, 2, 3].map(() => post(visitor, 'JSON', path, fields)))
    expect(answers.map(({ to }) => to)).toEqual(['/tasks', '/tasks', '/tasks'])
    // And once more, when the browser has the session already.
    expect((await post(visitor, 'JSON', path, fields)).to).toBe('/tasks')
    expect(await workos.listSessions(await workos.findUserId(email))).toHaveLength(1)
  })

  it('with another code does not get in on the right one', async () => {
    const visitor = createVisitor(stack.url)
    const email = newAddress('twice')
    await workos.demandSteps(email, ['email_verification_required'])
    await verifyMailedCode(visitor, 'JSON', stack, email)
    const code = await readCode(stack.workosUrl, email)
    const copy = createVisitor(stack.url)
    for (const [name, value] of visitor.cookies) copy.cookies.set(name, value)
    await workos.addFault({ ...AUTHENTICATE, grantType: `${GRANT}email-verification:code`, delayMs: 400 })
    const right = post(visitor, 'JSON', '/api/auth/step', { step: 'verify-email', code })
    const wrong = post(copy, 'JSON', '/api/auth/step', { step: 'verify-email', code: code === '111111' ? '222222' : '111111' })
    expect((await right).to).toBe('/tasks')
    expect((await wrong).refusal?.status).toBe(400)
    expect(await readSession(copy)).toBeNull()
  })
})

describe('where nobody may sign up', () => {
  it('an unknown address is answered like a known one, and gets nowhere', async () => {
    await workos.configure({ signUpAllowed: false })
    const visitor = createVisitor(stack.url)
    const email = newAddress('uninvited')
    expect(await post(visitor, 'JSON', '/api/auth/magic-auth', { email })).toMatchObject({ to: '/login/code', step: { kind: 'code' } })
    expect((await post(visitor, 'JSON', '/api/auth/magic-auth/verify', { code: '123456' })).refusal).toMatchObject({ status: 400, code: 'invalid_one_time_code' })
    expect((await verifyMailedCode(createVisitor(stack.url), 'JSON', stack, 'ada@example.com')).to).toBe('/tasks')

    const { to } = await post(visitor, 'JSON', '/api/auth/oauth/google', {})
    expect((await visitor.request(await passProvider(to, { email }))).headers.get('location')).toBe('/login')
    expect(await (await visitor.request('/login')).text()).toContain('Ask for an invitation')
    await workos.configure({ signUpAllowed: true })
  })
})

describe('an invitation', () => {
  it.each([
    ['that WorkOS calls expired', { state: 'expired', expires_at: '2020-01-01T00:00:00.000Z' }],
    ['whose time is over, whatever WorkOS calls it', { state: 'pending', expires_at: '2020-01-01T00:00:00.000Z' }],
  ])('%s cannot be accepted', async (_, over) => {
    const { id, token, email } = await workos.invite({ email: newAddress('late', 'gmail.com'), organization_id: SEED.acme })
    const body = { ...await workos.api('GET', `/user_management/invitations/${id}`) as object, ...over }
    await workos.addFault({ method: 'GET', path: '/user_management/invitations/by_token/*', status: 200, body, count: 3 })
    const visitor = createVisitor(stack.url)
    expect(await (await visitor.request(`/api/auth/invitation?invitation_token=${token}`)).json()).toMatchObject({ state: 'expired', email })
    expect((await post(visitor, 'JSON', '/api/auth/invitation', { invitationToken: token })).refusal).toMatchObject({ status: 400, code: 'invitation_expired' })
    expect((await post(visitor, 'forms', '/api/auth/invitation', { invitationToken: token })).to).toBe(`/invitation?invitation_token=${encodeURIComponent(token)}`)
  })
})

describe('when single sign-on cannot be discovered', () => {
  it('a code will do, and single sign-on is asked for afterwards', async () => {
    await workos.addFault({ method: 'GET', path: '/organizations', status: 500, count: 10 })
    const visitor = createVisitor(stack.url)
    const email = newAddress('outage', 'globex.com')
    expect((await post(visitor, 'JSON', '/api/auth/magic-auth', { email })).to).toBe('/login/code')
    const { to } = await post(visitor, 'JSON', '/api/auth/magic-auth/verify', { code: await readCode(stack.workosUrl, email) })
    expect(new URL(to).searchParams.get('connection_id')).toBe(SEED.globexSso)
  })
})
