import { createHash } from 'node:crypto'
import { describe, expect, inject, it } from 'vitest'
import { readCode, readMails } from '../support/inbox'
import { CALLERS, post, readSession, verifyMailedCode } from '../support/signInSteps'
import { createSignedInVisitor, createVisitor, newAddress, type Visitor } from '../support/visitor'
import { controlWorkos, passProvider, SEED } from '../support/workosControl'

const stack = inject('stack')
const workos = controlWorkos(stack.workosUrl)

const start = async (visitor: Visitor, provider = 'google', fields: Record<string, string> = {}) =>
  (await post(visitor, 'JSON', `/api/auth/oauth/${provider}`, fields)).to

/** Opens an address in the visitor's browser. @returns where it leads. */
async function open(visitor: Visitor, path: string): Promise<string> {
  const response = await visitor.request(path)
  expect(response.status, path).toBe(303)
  return response.headers.get('location') ?? ''
}

/** The words on the page that a refused callback leads to. */
async function words(visitor: Visitor, page: string): Promise<string> {
  return /<[a-z]+[^>]*role="alert"[^>]*>([^<]+)/.exec(await (await visitor.request(page)).text())?.[1]?.trim() ?? ''
}

describe.each(CALLERS)('signing in with a provider, by %s', (caller) => {
  it('ends where the person came from', async () => {
    const visitor = createVisitor(stack.url)
    const email = newAddress('oauth')
    const { to } = await post(visitor, caller, '/api/auth/oauth/google', { returnTo: '/tasks?from=google' })
    expect(await open(visitor, await passProvider(to, { email }))).toBe('/tasks?from=google')
    expect(await readSession(visitor)).toMatchObject({ user: { email } })
    expect([...visitor.cookies.keys()].sort()).toEqual(['last-method', 'wos-session'])
    expect(visitor.cookies.get('last-method')).toBe('google')
  })
})

describe('the address at WorkOS', () => {
  it.each([
    ['google', 'GoogleOAuth'], ['microsoft', 'MicrosoftOAuth'], ['github', 'GitHubOAuth'], ['apple', 'AppleOAuth'], ['gitlab', 'GitLabOAuth'],
    ['bitbucket', 'BitbucketOAuth'], ['linkedin', 'LinkedInOAuth'], ['slack', 'SlackOAuth'], ['salesforce', 'SalesforceOAuth'], ['xero', 'XeroOAuth'],
    ['intuit', 'IntuitOAuth'], ['vercel', 'VercelOAuth'], ['vercel-marketplace', 'VercelMarketplaceOAuth'],
  ])('asks for %s by its name, with PKCE and a state', async (slug, provider) => {
    const { searchParams } = new URL(await start(createVisitor(stack.url), slug))
    expect(Object.fromEntries(searchParams)).toMatchObject({ provider, response_type: 'code', code_challenge_method: 'S256' })
    expect(searchParams.get('redirect_uri')).toBe(`${stack.url}/auth/callback`)
    expect(searchParams.get('code_challenge')).toMatch(/^[\w-]{43}$/)
    expect(searchParams.get('state')).toMatch(/^[\w-]{43}$/)
  })

  it('asks who it is, unless that is known', async () => {
    const visitor = createVisitor(stack.url)
    expect(new URL(await start(visitor)).searchParams.get('prompt')).toBe('select_account')
    const email = newAddress()
    await post(visitor, 'JSON', '/api/auth/magic-auth', { email })
    const known = new URL(await start(visitor)).searchParams
    expect([known.get('prompt'), known.get('login_hint')]).toEqual([null, email])
  })

  it('is refused for a provider that nobody knows', async () => {
    for (const slug of ['nobody', 'constructor', '__proto__', 'Google', '..%2fgoogle']) {
      const visitor = createVisitor(stack.url)
      expect((await post(visitor, 'JSON', `/api/auth/oauth/${slug}`, {})).refusal).toMatchObject({ status: 404, code: 'provider_unknown' })
    }
  })

  it('goes with cookies that scripts cannot read and that only the callback gets', async () => {
    const response = await createVisitor(stack.url).postForm('/api/auth/oauth/github', {})
    const [cookie] = response.headers.getSetCookie().filter(line => line.startsWith('wos-authorization-'))
    expect(cookie).toMatch(/Max-Age=600; Path=\/auth; HttpOnly; SameSite=Lax$/)
  })
})

describe('what a provider\'s answer may still need', () => {
  it('is every step, on its page', async () => {
    const email = newAddress('oauth-steps')
    await workos.demandSteps(email, ['radar_email_challenge', 'email_verification_required', 'mfa_enrollment'])
    const visitor = createVisitor(stack.url)
    expect(await open(visitor, await passProvider(await start(visitor, 'github', { returnTo: '/tasks?x=2' }), { email }))).toBe('/login/challenge')
    expect(await (await visitor.request('/login/challenge')).text()).toContain(email)
    expect((await post(visitor, 'forms', '/api/auth/step', { step: 'radar-email', code: await readCode(stack.workosUrl, email) })).to).toBe('/login/verify-email')
    expect((await post(visitor, 'forms', '/api/auth/step', { step: 'verify-email', code: await readCode(stack.workosUrl, email) })).to).toBe('/login/mfa/enroll')
    expect((await post(visitor, 'forms', '/api/auth/step', { step: 'mfa-enroll', code: await workos.readTotp(email) })).to).toBe('/tasks?x=2')
    expect(visitor.cookies.get('last-method')).toBe('github')
  })

  it('is the address, once, when the provider has not verified it', async () => {
    const email = newAddress('unproved')
    const visitor = createVisitor(stack.url)
    expect(await open(visitor, await passProvider(await start(visitor), { email, unverified: true }))).toBe('/login/verify-email')
    expect(await readMails(stack.workosUrl, email)).toHaveLength(1)
    expect((await post(visitor, 'JSON', '/api/auth/step', { step: 'verify-email', code: await readCode(stack.workosUrl, email) })).to).toBe('/tasks')
  })

  it('is single sign-on, by way of the identity provider', async () => {
    const visitor = createVisitor(stack.url)
    const onward = await open(visitor, await passProvider(await start(visitor, 'google', { returnTo: '/tasks?x=3' }), { email: 'homer@globex.com' }))
    expect(new URL(onward).searchParams.get('connection_id')).toBe(SEED.globexSso)
    expect(new URL(onward).searchParams.get('login_hint')).toBe('homer@globex.com')
    expect(await open(visitor, await passProvider(onward, { email: 'homer@globex.com' }))).toBe('/tasks?x=3')
    expect(await readSession(visitor)).toMatchObject({ organizationId: SEED.globex })
    expect(visitor.cookies.get('last-method')).toBe('sso')
  })

  it('is a choice of identity providers', async () => {
    const visitor = createVisitor(stack.url)
    expect(await open(visitor, await passProvider(await start(visitor), { email: 'peter@initech.com' }))).toBe('/login/sso')
    const { to } = await post(visitor, 'JSON', '/api/auth/sso', { connectionId: SEED.initechEntra })
    expect(await open(visitor, await passProvider(to, { email: 'peter@initech.com' }))).toBe('/tasks')
    expect(await readSession(visitor)).toMatchObject({ organizationId: SEED.initech })
  })
})

describe('several tabs', () => {
  it('are each on their own way, and end where each was going', async () => {
    const visitor = createVisitor(stack.url)
    const addresses = []
    for (let tab = 0; tab < 5; tab++) addresses.push(await start(visitor, 'google', { returnTo: `/tasks?tab=${tab}` }))
    for (const [tab, address] of [...addresses.entries()].reverse()) {
      expect(await open(visitor, await passProvider(address, { email: newAddress('tab') }))).toBe(`/tasks?tab=${tab}`)
    }
  })

  it('beyond five lose the oldest way', async () => {
    const visitor = createVisitor(stack.url)
    const addresses = []
    for (let tab = 0; tab < 7; tab++) addresses.push(await start(visitor))
    expect([...visitor.cookies.keys()].filter(name => name.startsWith('wos-authorization-'))).toHaveLength(5)
    expect(await open(visitor, await passProvider(addresses[1] ?? '', { email: newAddress() }))).toBe('/login')
    expect(await open(visitor, await passProvider(addresses[2] ?? '', { email: newAddress() }))).toBe('/tasks')
  })

  it('started at the same moment all work', async () => {
    const visitor = createVisitor(stack.url)
    const addresses = await Promise.all([1, 2, 3].map(() => start(visitor)))
    for (const address of addresses) expect(await open(visitor, await passProvider(address, { email: newAddress() }))).toBe('/tasks')
  })
})

describe('coming back', () => {
  it('with a refusal says so, and a second try works', async () => {
    const visitor = createVisitor(stack.url)
    expect(await open(visitor, await passProvider(await start(visitor), { outcome: 'deny' }))).toBe('/login')
    expect(await words(visitor, '/login')).toMatch(/did not let the provider/)
    expect(await words(visitor, '/login')).toBe('')
    expect(await open(visitor, await passProvider(await start(visitor), { email: newAddress() }))).toBe('/tasks')
  })

  it.each([
    'access_denied', 'ambiguous_connection_selector', 'connection_invalid', 'connection_strategy_invalid', 'connection_unlinked',
    'invalid_connection_selector', 'organization_invalid', 'oauth_failed', 'server_error', 'profile_not_allowed_outside_organization',
    'something_new', '<script>alert(1)</script>',
  ])('with %j explains it, in words of ours', async (error) => {
    const visitor = createVisitor(stack.url)
    const query = new URLSearchParams({ error, error_description: 'Call this number: 555' })
    expect(await open(visitor, `/auth/callback?${query}`)).toBe('/login')
    const shown = await words(visitor, '/login')
    expect(shown.length).toBeGreaterThan(20)
    expect(shown).not.toMatch(/555|script/)
  })

  it('a second time goes on for whoever is signed in', async () => {
    const visitor = createVisitor(stack.url)
    const callback = await passProvider(await start(visitor), { email: newAddress() })
    expect(await open(visitor, callback)).toBe('/tasks')
    expect(await open(visitor, callback)).toBe('/tasks')
  })

  it('in another browser says where to begin', async () => {
    const callback = await passProvider(await start(createVisitor(stack.url)), { email: newAddress() })
    const other = createVisitor(stack.url)
    expect(await open(other, callback)).toBe('/login')
    expect(await words(other, '/login')).toMatch(/another browser/)
    expect(await readSession(other)).toBeNull()
  })

  it('with somebody else\'s state, or the cookie of another way, signs nobody in', async () => {
    const attacker = createVisitor(stack.url)
    const theirs = new URLSearchParams((await passProvider(await start(attacker), { email: newAddress('attacker') })).split('?')[1])
    const victim = createVisitor(stack.url)
    const ours = new URL(await start(victim)).searchParams.get('state') ?? ''
    // The attacker's code with the victim's state: the code belongs to another PKCE challenge.
    expect(await open(victim, `/auth/callback?${new URLSearchParams({ code: theirs.get('code') ?? '', state: ours })}`)).toBe('/login')
    // The attacker's whole answer, in a browser whose cookie of that name holds another state.
    await start(victim)
    const own = [...victim.cookies].find(([name]) => name.startsWith('wos-authorization-'))?.[1] ?? ''
    const hash = createHash('sha256').update(theirs.get('state') ?? '').digest('base64url').slice(0, 12)
    victim.cookies.set(`wos-authorization-${hash}`, own)
    expect(await open(victim, `/auth/callback?${theirs}`)).toBe('/login')
    expect(victim.cookies.has(`wos-authorization-${hash}`)).toBe(false)
    expect(await readSession(victim)).toBeNull()
  })

  it('without a code, or with nonsense, never fails and never leaves the site', async () => {
    const visitor = createVisitor(stack.url)
    const queries = ['', '?', '?code=', '?code', '?code=a&code=b', '?state=x', '?code=x&state=', '?code[]=x', '?error[]=x', '?error=a&error=b', '?code=%00', '?code=%E0%A4%A', `?code=${'x'.repeat(9_000)}`, '?state=%2F%2Fevil.example&code=1', '?redirect_uri=https://evil.example&returnTo=//evil.example']
    for (const query of queries) expect(await open(visitor, `/auth/callback${query}`), query).toBe('/login')
    expect(await readSession(visitor)).toBeNull()
  })

  it('with a refusal leaves whoever is signed in where they were', async () => {
    const visitor = await createSignedInVisitor(stack, newAddress())
    const address = await start(visitor, 'google', { returnTo: '/tasks?from=here' })
    expect(await open(visitor, await passProvider(address, { outcome: 'deny' }))).toBe('/tasks?from=here')
    expect(await readSession(visitor)).not.toBeNull()
  })
})

describe('signing in as somebody else', () => {
  it('replaces the session, and ends the old one at WorkOS', async () => {
    const first = newAddress('first')
    const visitor = await createSignedInVisitor(stack, first)
    const before = visitor.cookies.get('wos-session')
    const second = newAddress('second')
    expect(await open(visitor, await passProvider(await start(visitor), { email: second }))).toBe('/tasks')
    expect(await readSession(visitor)).toMatchObject({ user: { email: second } })
    expect(visitor.cookies.get('wos-session')).not.toBe(before)
    expect((await workos.listSessions(await workos.findUserId(first))).map(({ status }) => status)).toEqual(['revoked'])
  })

  it('gives a fresh cookie to the same person, too', async () => {
    const email = newAddress('again')
    const visitor = await createSignedInVisitor(stack, email)
    const before = await readSession(visitor)
    await verifyMailedCode(visitor, 'JSON', stack, email)
    expect((await readSession(visitor))?.sessionId).not.toBe(before?.sessionId)
  })
})
