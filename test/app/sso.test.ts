import { describe, expect, inject, it } from 'vitest'
import { readMails } from '../support/inbox'
import { CALLERS, post, readSession, verifyMailedCode } from '../support/signInSteps'
import { createVisitor, newAddress } from '../support/visitor'
import { controlWorkos, passProvider, SEED } from '../support/workosControl'

const stack = inject('stack')
const workos = controlWorkos(stack.workosUrl)

const employee = (domain: string) => newAddress('employee', domain)

describe.each(CALLERS)('an address whose domain has single sign-on, by %s', (caller) => {
  it('goes straight to its identity provider, and back to where it came from', async () => {
    const visitor = createVisitor(stack.url)
    const email = employee('globex.com')
    const { to } = await post(visitor, caller, '/api/auth/magic-auth', { email, returnTo: '/tasks?x=4' })
    expect(Object.fromEntries(new URL(to).searchParams)).toMatchObject({ connection_id: SEED.globexSso, login_hint: email, domain_hint: 'globex.com' })
    const { headers } = await visitor.request(await passProvider(to, { email }))
    expect(headers.get('location')).toBe('/tasks?x=4')
    expect(await readSession(visitor)).toMatchObject({ user: { email }, organizationId: SEED.globex })
    expect(await readMails(stack.workosUrl, email)).toEqual([])
  })

  it('chooses among several, by their names', async () => {
    const visitor = createVisitor(stack.url)
    const email = employee('initech.com')
    const chosen = await post(visitor, caller, '/api/auth/magic-auth', { email })
    expect(chosen.to).toBe('/login/sso')
    if (caller === 'JSON') expect(chosen.step).toEqual({ kind: 'sso', connections: expect.arrayContaining([{ id: SEED.initechOkta, name: 'Initech Okta' }, { id: SEED.initechEntra, name: 'Initech Entra ID' }]) })
    const { to } = await post(visitor, caller, '/api/auth/sso', { connectionId: SEED.initechOkta })
    expect(new URL(to).searchParams.get('connection_id')).toBe(SEED.initechOkta)
    expect((await visitor.request(await passProvider(to, { email }))).headers.get('location')).toBe('/tasks')
  })
})

describe('single sign-on', () => {
  it.each([
    ['an address', { email: 'somebody@globex.com' }],
    ['a domain', { domain: 'GLOBEX.com' }],
    ['an organization', { organizationId: SEED.globex }],
    ['a connection', { connectionId: SEED.globexSso }],
  ])('is found by %s', async (_, fields) => {
    const { to } = await post(createVisitor(stack.url), 'JSON', '/api/auth/sso', fields)
    expect(new URL(to).searchParams.get('connection_id')).toBe(SEED.globexSso)
  })

  it.each([
    ['a domain without it', { domain: 'example.org' }, 404],
    ['an address without it', { email: 'somebody@example.org' }, 404],
    ['an organization without it', { organizationId: SEED.acme }, 404],
    ['an organization that does not exist', { organizationId: 'org_nowhere' }, 404],
    ['a connection that does not exist', { connectionId: 'conn_nowhere' }, 404],
    ['a connection with a path in its name', { connectionId: '../organizations/org_01SEED00000000000000000001' }, 400],
    ['no domain', { domain: 'not a domain' }, 400],
    ['no address', { email: 'nobody' }, 400],
    ['nothing', {}, 400],
  ])('is refused in words for %s', async (_, fields, status) => {
    expect((await post(createVisitor(stack.url), 'JSON', '/api/auth/sso', fields)).refusal).toMatchObject({ status, message: expect.stringMatching(/\w{3}/) })
    expect((await post(createVisitor(stack.url), 'forms', '/api/auth/sso', fields)).to).toBe('/login/sso')
  })

  it('takes no connection that is not active', async () => {
    const { id } = await workos.api('POST', '/_emulate/connections', { organization_id: SEED.acme, name: 'Draft', state: 'draft' }) as { id: string }
    expect((await post(createVisitor(stack.url), 'JSON', '/api/auth/sso', { connectionId: id })).refusal).toMatchObject({ code: 'sso_not_found' })
  })

  it('says when the identity provider vouches for somebody it may not vouch for', async () => {
    const visitor = createVisitor(stack.url)
    const { to } = await post(visitor, 'JSON', '/api/auth/sso', { domain: 'globex.com' })
    expect((await visitor.request(await passProvider(to, { email: newAddress() }))).headers.get('location')).toBe('/login')
    expect(await (await visitor.request('/login')).text()).toContain('does not belong to the organization')
  })

  it('moves somebody on to the organization that they came for', async () => {
    const visitor = createVisitor(stack.url)
    const email = employee('globex.com')
    const first = await post(visitor, 'JSON', '/api/auth/sso', { email })
    await visitor.request(await passProvider(first.to, { email }))
    await workos.join(await workos.findUserId(email), SEED.acme)

    const again = createVisitor(stack.url)
    const { to } = await post(again, 'JSON', '/api/auth/magic-auth', { email, organization: SEED.acme })
    expect((await again.request(await passProvider(to, { email }))).headers.get('location')).toBe('/tasks')
    expect(await readSession(again)).toMatchObject({ organizationId: SEED.acme })
  })
})

describe('an organization that is chosen', () => {
  it('is entered without its single sign-on when it does not ask for it', async () => {
    const visitor = createVisitor(stack.url)
    const email = newAddress('dual')
    await workos.createMember(email, SEED.acme, SEED.globex)
    await verifyMailedCode(visitor, 'JSON', stack, email)
    expect((await post(visitor, 'JSON', '/api/auth/step', { step: 'organization', organizationId: SEED.globex })).to).toBe('/tasks')
  })
})
