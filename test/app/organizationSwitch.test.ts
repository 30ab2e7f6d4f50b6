import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { CALLERS, post, readSession, verifyMailedCode } from '../support/signInSteps'
import { startStack, type Stack } from '../support/stack'
import { createVisitor, newAddress, type Visitor } from '../support/visitor'
import { controlWorkos, passProvider, SEED } from '../support/workosControl'

/** A stack of its own: it sets what organizations ask for. */
let stack: Stack
let workos: ReturnType<typeof controlWorkos>
beforeAll(async () => {
  stack = await startStack({ prod: true })
  workos = controlWorkos(stack.workosUrl)
})
afterAll(async () => await stack.stop())
beforeEach(async () => {
  await workos.clearFaults()
  await workos.setPolicy(SEED.globex, {})
})

/** A member of Acme and Globex, signed in at Acme. */
async function memberOfTwo(): Promise<{ visitor: Visitor, email: string }> {
  const email = newAddress('switcher')
  await workos.createMember(email, SEED.acme, SEED.globex)
  const visitor = createVisitor(stack.url)
  await verifyMailedCode(visitor, 'JSON', stack, email, { organization: SEED.acme })
  return { visitor, email }
}

describe.each(CALLERS)('switching the organization, by %s', (caller) => {
  it('keeps the session and changes what it is for', async () => {
    const { visitor } = await memberOfTwo()
    const before = await readSession(visitor)
    expect((await post(visitor, caller, '/api/auth/organization', { organizationId: SEED.globex, returnTo: '/tasks?x=1' })).to).toBe('/tasks?x=1')
    expect(await readSession(visitor)).toMatchObject({ sessionId: before?.sessionId, organizationId: SEED.globex })
  })

  it('goes through its single sign-on, and comes back', async () => {
    const { visitor, email } = await memberOfTwo()
    await workos.setPolicy(SEED.globex, { ssoRequired: true })
    const { to } = await post(visitor, caller, '/api/auth/organization', { organizationId: SEED.globex, returnTo: '/tasks?x=2' })
    expect(new URL(to).searchParams.get('connection_id')).toBe(SEED.globexSso)
    expect(await readSession(visitor)).toMatchObject({ organizationId: SEED.acme })
    const callback = await passProvider(to, { email })
    // The identity provider vouches for nobody outside its domains: the session stays what it was.
    expect((await visitor.request(callback)).headers.get('location')).toBe('/tasks?x=2')
    expect(await readSession(visitor)).toMatchObject({ organizationId: SEED.acme })
  })

  it('sets an authenticator app up where the organization wants one', async () => {
    const { visitor, email } = await memberOfTwo()
    await workos.setPolicy(SEED.globex, { mfaRequired: true })
    expect((await post(visitor, caller, '/api/auth/organization', { organizationId: SEED.globex })).to).toBe('/login/mfa/enroll')
    const page = await visitor.request('/login/mfa/enroll')
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('data:image/svg+xml')])
    expect((await post(visitor, caller, '/api/auth/step', { step: 'mfa-enroll', code: await workos.readTotp(email) })).to).toBe('/tasks')
    expect(await readSession(visitor)).toMatchObject({ organizationId: SEED.globex })
  })

  it('offers the ways in that the organization accepts', async () => {
    const { visitor } = await memberOfTwo()
    await workos.setPolicy(SEED.globex, { allowedMethods: ['google_oauth'] })
    const answer = await post(visitor, caller, '/api/auth/organization', { organizationId: SEED.globex })
    expect(answer.to).toBe('/login/methods')
    if (caller === 'JSON') expect(answer.step).toMatchObject({ kind: 'methods', magicCode: false, providers: ['google'] })
  })
})

describe('an organization that asks for more at sign-in', () => {
  it('has its single sign-on used once it is chosen, and the picker is still there for another one', async () => {
    const { email } = await memberOfTwo()
    await workos.setPolicy(SEED.globex, { ssoRequired: true })
    const visitor = createVisitor(stack.url)
    expect((await verifyMailedCode(visitor, 'JSON', stack, email)).to).toBe('/login/organization')
    const { to } = await post(visitor, 'JSON', '/api/auth/step', { step: 'organization', organizationId: SEED.globex })
    expect(new URL(to).searchParams.get('connection_id')).toBe(SEED.globexSso)
    expect((await post(visitor, 'JSON', '/api/auth/step', { step: 'organization', organizationId: SEED.acme })).to).toBe('/tasks')
  })

  it('has only the ways in offered that it accepts, and one of them leads in', async () => {
    const { email } = await memberOfTwo()
    await workos.setPolicy(SEED.globex, { allowedMethods: ['github_oauth', 'magic_auth'] })
    const visitor = createVisitor(stack.url)
    const google = (await post(visitor, 'JSON', '/api/auth/oauth/google', { organization: SEED.globex })).to
    expect((await visitor.request(await passProvider(google, { email }))).headers.get('location')).toBe('/login/methods')
    const github = (await post(visitor, 'JSON', '/api/auth/oauth/github', {})).to
    expect((await visitor.request(await passProvider(github, { email }))).headers.get('location')).toBe('/tasks')
    expect(await readSession(visitor)).toMatchObject({ organizationId: SEED.globex })
  })
})

describe('a switch that is refused', () => {
  it.each([
    ['an organization that the person does not belong to', SEED.initech, 'organization_membership_not_found'],
    ['an organization that does not exist', 'org_nowhere', 'organization_membership_not_found'],
    ['nothing', '', 'invalid_request'],
  ])('keeps the session for %s', async (_, organizationId, code) => {
    const { visitor } = await memberOfTwo()
    expect((await post(visitor, 'JSON', '/api/auth/organization', { organizationId })).refusal).toMatchObject({ status: 400, code })
    expect(await readSession(visitor)).toMatchObject({ organizationId: SEED.acme })
    expect((await visitor.postJson('/api/auth/token', {})).status).toBe(200)
    expect([...visitor.cookies.keys()]).not.toContain('wos-flow')
  })

  it.each([
    ['an outage', { status: 503, body: 'down' }, 503],
    ['a rate limit', { status: 429, headers: { 'retry-after': '3' } }, 429],
    ['a refused API key', { status: 401, body: { message: 'Unauthorized' } }, 503],
    ['a refusal that nobody knows', { status: 400, body: { error: 'brand_new', error_description: 'x' } }, 400],
  ])('keeps the session through %s', async (_, fault, status) => {
    const { visitor } = await memberOfTwo()
    await workos.addFault({ method: 'POST', path: '/user_management/authenticate', grantType: 'refresh_token', count: 1, ...fault })
    expect((await post(visitor, 'JSON', '/api/auth/organization', { organizationId: SEED.globex })).refusal).toMatchObject({ status })
    expect(await readSession(visitor)).toMatchObject({ organizationId: SEED.acme })
    expect((await post(visitor, 'JSON', '/api/auth/organization', { organizationId: SEED.globex })).to).toBe('/tasks')
  })

  it('is for whoever is signed in', async () => {
    expect((await post(createVisitor(stack.url), 'JSON', '/api/auth/organization', { organizationId: SEED.acme })).refusal).toMatchObject({ status: 401 })
  })
})

describe('a switch among other requests', () => {
  it('leaves every request with a session, and the browser with the new organization', async () => {
    const { visitor } = await memberOfTwo()
    const { token } = await (await visitor.postJson('/api/auth/token', {})).json() as { token: string }
    const { jti } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { jti: string }
    const old = new Map(visitor.cookies)
    const straggler = () => {
      const copy = createVisitor(stack.url)
      for (const [name, value] of old) copy.cookies.set(name, value)
      return copy
    }
    const [switched, ...renewed] = await Promise.all([
      visitor.postJson('/api/auth/organization', { organizationId: SEED.globex }),
      ...Array.from({ length: 10 }, () => straggler().postJson('/api/auth/token', { stale: jti })),
    ])
    expect(switched?.status).toBe(200)
    expect(renewed.map(({ status }) => status).every(status => status === 200)).toBe(true)
    expect(await readSession(visitor)).toMatchObject({ organizationId: SEED.globex })
    // Whoever still has the old cookie is brought to where the session is now.
    const late = straggler()
    expect((await late.postJson('/api/auth/token', { stale: jti })).status).toBe(200)
    expect(await readSession(late)).toMatchObject({ organizationId: SEED.globex })
  })

  it('to two organizations at once ends in one of them', async () => {
    const { visitor } = await memberOfTwo()
    const answers = await Promise.all([SEED.globex, SEED.acme, SEED.globex].map(organizationId => post(visitor, 'JSON', '/api/auth/organization', { organizationId })))
    expect(answers.map(({ to }) => to)).toEqual(['/tasks', '/tasks', '/tasks'])
    expect([SEED.acme, SEED.globex]).toContain((await readSession(visitor))?.organizationId)
    expect((await visitor.postJson('/api/auth/token', {})).status).toBe(200)
  })
})
