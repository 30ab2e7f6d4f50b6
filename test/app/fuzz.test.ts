import fc from 'fast-check'
import { inject, describe, expect, it } from 'vitest'
import { verifyMailedCode } from '../support/signInSteps'
import { createSignedInVisitor, createVisitor, newAddress, type Visitor } from '../support/visitor'
import { controlWorkos, SEED as SEEDED } from '../support/workosControl'

const stack = inject('stack')

/** Printed by fast-check with the case when one fails; set it to try that one again. */
const SEED = 20_261_123

const ROUTES = [
  '/api/auth/magic-auth', '/api/auth/magic-auth/verify', '/api/auth/step', '/api/auth/sso', '/api/auth/oauth/google', '/api/auth/oauth/nobody',
  '/api/auth/organization', '/api/auth/invitation', '/api/auth/sessions/revoke', '/api/auth/token', '/api/auth/logout', '/api/locale',
  '/api/native/authorize', '/api/native/exchange', '/api/native/magic-auth', '/api/native/magic-auth/verify', '/api/native/step',
  '/api/native/organization', '/api/native/refresh', '/api/native/sign-out',
  '/api/organization', '/api/organization/invitations', '/api/organization/invitations/x/revoke', '/api/organization/invitations/%00/resend',
  '/api/organization/members/x/role', '/api/organization/members/x/remove', '/api/organization/leave', '/api/organization/portal',
  '/api/tasks', '/api/tasks/x/toggle', '/api/tasks/%00/remove',
]

const FIELDS = [
  'email', 'code', 'returnTo', 'organization', 'organizationId', 'invitationToken', 'step', 'resend', 'phoneNumber', 'connectionId', 'domain',
  'sessionId', 'all', 'locale', 'stale', 'provider', 'redirectUri', 'state', 'codeChallenge', 'codeVerifier', 'continuation', 'refreshToken',
  'role', 'name', 'intent', 'text', '__proto__', 'constructor',
]

/** What breaks parsers, paths, headers and queries. */
const nasty = fc.constantFrom(
  '', ' ', '\0', '\r\nSet-Cookie: x=1', '//evil.example', '/\\evil.example', 'https://evil.example', '../../x', '%2e%2e%2f', '%', '%00', '%ff',
  '💥', '\uD800', 'null', '[object Object]', '{"$ne":1}', '\' OR 1=1 --', '<script>', '1', '0', '-1', '1e309', '123456', '000000', 'a@b', 'a@b.co',
  'code', 'verify-email', 'mfa', 'mfa-enroll', 'organization', 'sso', 'methods', 'radar-email', 'radar-sms', 'constructor', '__proto__', 'toString',
  'org_01SEED00000000000000000003', 'conn_01SEED00000000000000000001', 'x'.repeat(5_000), '/login', '/tasks', '+15551234567', 'globex.com', 'en',
)
/** No address that somebody has: every one of them would get mail. */
const text = fc.oneof({ weight: 3, arbitrary: nasty }, { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }).filter(value => !value.includes('@')) })
const value = fc.oneof({ weight: 6, arbitrary: text }, { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }).filter(json => !JSON.stringify(json).includes('@')) })
const fields = fc.dictionary(fc.constantFrom(...FIELDS), value, { maxKeys: 6, noNullPrototype: true })

const body = fc.oneof(
  { weight: 6, arbitrary: fields.map(object => ({ type: 'application/json', content: JSON.stringify(object) })) },
  { weight: 4, arbitrary: fields.map(object => ({ type: 'application/x-www-form-urlencoded', content: formEncode(object) })) },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom('application/json', 'text/plain', 'multipart/form-data', 'x', ''), text).map(([type, content]) => ({ type, content })) },
)

const request = fc.record({ route: fc.constantFrom(...ROUTES), body, asksForJson: fc.boolean(), state: fc.nat() })

function formEncode(object: Record<string, unknown>): string {
  return Object.entries(object).map(([name, field]) => `${encodeURIComponent(name)}=${encode(typeof field === 'string' ? field : JSON.stringify(field))}`).join('&')
}

/** Lone surrogates cannot be encoded; browsers send U+FFFD for them. */
function encode(field: string): string {
  return encodeURIComponent(field.toWellFormed?.() ?? field.replace(/[\uD800-\uDFFF]/g, '\uFFFD'))
}

/** The cookies of visitors at each step, and of one at none. */
async function prepareStates(): Promise<string[]> {
  const steps = ['email_verification_required', 'mfa_enrollment', 'radar_email_challenge', 'radar_sms_challenge']
  const workos = controlWorkos(stack.workosUrl)
  const emails = [newAddress('dual'), newAddress('fuzz', 'initech.com'), ...steps.map(() => newAddress('fuzz'))]
  await workos.createMember(emails[0] ?? '', SEEDED.acme, SEEDED.globex)
  await Promise.all(steps.map((step, index) => workos.demandSteps(emails[index + 2] ?? '', [step])))
  const waiting = createVisitor(stack.url)
  await waiting.postJson('/api/auth/magic-auth', { email: newAddress('fuzz') })
  const others = await Promise.all(emails.map(async (email) => {
    const visitor = createVisitor(stack.url)
    await verifyMailedCode(visitor, 'JSON', stack, email)
    return visitor
  }))
  return ['', ...[waiting, ...others].map(cookieOf)]
}

function cookieOf({ cookies }: Visitor): string {
  return [...cookies].map(([name, content]) => `${name}=${content}`).join('; ')
}

describe('whatever is posted to the auth routes', () => {
  it('fails nothing and signs nobody in', async () => {
    const cookies = await prepareStates()
    await fc.assert(fc.asyncProperty(fc.array(request, { minLength: 20, maxLength: 20 }), async (requests) => {
      await Promise.all(requests.map(async ({ route, body: { type, content }, asksForJson, state }) => {
        const cookie = cookies[state % cookies.length]
        const response = await fetch(new URL(route, stack.url), {
          method: 'POST',
          redirect: 'manual',
          headers: { ...(type && { 'content-type': type }), ...(asksForJson && { accept: 'application/json' }), ...(cookie && { cookie }) },
          body: content,
        })
        const answer = await response.text()
        expect(response.status, answer).toBeLessThan(500)
        expect(response.headers.getSetCookie().join('\n')).not.toMatch(/wos-session(?:\.\d)?=[^;]/)
        const location = response.headers.get('location')
        if (location) expectOnSiteOrWorkos(location)
        if (response.status >= 400) expect(JSON.parse(answer)).toMatchObject({ code: expect.stringMatching(/./), message: expect.stringMatching(/./) })
      }))
    }), { seed: SEED, numRuns: 500 })
  }, 240_000)
})

describe('whatever somebody posts who is signed in', () => {
  it('fails nothing and makes them nobody else', async () => {
    await fc.assert(fc.asyncProperty(fc.array(request, { minLength: 20, maxLength: 20 }), async (requests) => {
      const email = newAddress('fuzz')
      const cookie = cookieOf(await createSignedInVisitor(stack, email))
      for (const { route, body: { type, content }, asksForJson } of requests) {
        const response = await fetch(new URL(route, stack.url), {
          method: 'POST', redirect: 'manual', headers: { ...(type && { 'content-type': type }), ...(asksForJson && { accept: 'application/json' }), cookie }, body: content,
        })
        expect(response.status, await response.text()).toBeLessThan(500)
      }
      const session = await (await fetch(new URL('/api/auth/session', stack.url), { headers: { cookie } })).json() as { user: { email: string } } | null
      expect([email, undefined]).toContain(session?.user.email)
    }), { seed: SEED, numRuns: 50 })
  }, 120_000)
})

describe('whatever a callback or a returnTo brings', () => {
  const part = fc.constantFrom('/', '//', '\\', '..', '.', '%2f', '%5c', '%0d%0a', '\t', '\n', '@', ':', 'http:', 'https://', 'evil.example', '?', '#', 'a', '\u2028', '\0', '。', '／', 'login', 'tasks')
  const address = fc.array(part, { minLength: 1, maxLength: 6 }).map(parts => parts.join(''))
  const query = fc.record({ code: fc.option(text, { nil: undefined }), state: fc.option(text, { nil: undefined }), error: fc.option(text, { nil: undefined }), returnTo: address, redirect_uri: address })

  it('stays on the site', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(query, address), { minLength: 20, maxLength: 20 }), async (cases) => {
      await Promise.all(cases.map(async ([parameters, returnTo]) => {
        const callback = await fetch(`${stack.url}/auth/callback?${formEncode(Object.fromEntries(Object.entries(parameters).filter(([, given]) => given !== undefined)))}`, { redirect: 'manual' })
        expect([callback.status, callback.headers.get('location')]).toEqual([303, '/login'])

        for (const [path, method] of [['/api/locale', 'POST'], ['/api/auth/logout', 'POST']] as const) {
          const response = await fetch(new URL(path, stack.url), {
            method, redirect: 'manual', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ locale: 'en', returnTo }),
          })
          const { redirectTo } = await response.json() as { redirectTo: string }
          expect(new URL(redirectTo, 'https://app.example').origin, JSON.stringify(returnTo)).toBe('https://app.example')
        }
      }))
    }), { seed: SEED, numRuns: 50 })
  }, 120_000)
})

function expectOnSiteOrWorkos(location: string): void {
  const { origin } = new URL(location, stack.url)
  expect([new URL(stack.url).origin, 'http://127.0.0.1:' + new URL(stack.workosUrl).port]).toContain(origin)
}
