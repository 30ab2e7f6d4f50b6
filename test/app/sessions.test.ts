import { describe, expect, inject, it } from 'vitest'
import { CALLERS, post, readSession } from '../support/signInSteps'
import { createSignedInVisitor, createVisitor, newAddress, type Visitor } from '../support/visitor'

const stack = inject('stack')

interface Listed { id: string, isCurrent: boolean, method: string, userAgent: string | null }

const list = async (visitor: Visitor) => await (await visitor.request('/api/auth/sessions')).json() as Listed[]

describe('the sessions of a user', () => {
  it('are listed with the one that asks, and nobody else\'s', async () => {
    const email = newAddress('sessions')
    const [here, there] = [await createSignedInVisitor(stack, email), await createSignedInVisitor(stack, email)]
    await createSignedInVisitor(stack, newAddress())
    const sessions = await list(here)
    expect(sessions).toHaveLength(2)
    expect(sessions.filter(({ isCurrent }) => isCurrent).map(({ id }) => id)).toEqual([(await readSession(here))?.sessionId])
    expect(sessions.map(({ id }) => id)).toContain((await readSession(there))?.sessionId)
    expect(sessions[0]).toMatchObject({ method: 'magic_code', ipAddress: expect.stringMatching(/127\.0\.0\.1$/), userAgent: 'node' })
  })

  it('are for whoever is signed in', async () => {
    expect((await createVisitor(stack.url).request('/api/auth/sessions')).status).toBe(401)
    expect((await post(createVisitor(stack.url), 'JSON', '/api/auth/sessions/revoke', { all: '1' })).refusal?.status).toBe(401)
  })

  it.each(CALLERS)('are ended one by one, by %s', async (caller) => {
    const email = newAddress('sessions')
    const [here, there] = [await createSignedInVisitor(stack, email), await createSignedInVisitor(stack, email)]
    const sessionId = (await readSession(there))?.sessionId ?? ''
    expect((await post(here, caller, '/api/auth/sessions/revoke', { sessionId })).to).toBe('/account')
    expect(await readSession(there)).toBeNull()
    expect(await list(here)).toHaveLength(1)
  })

  it('are all ended at once, this one included', async () => {
    const email = newAddress('sessions')
    const visitors = [await createSignedInVisitor(stack, email), await createSignedInVisitor(stack, email), await createSignedInVisitor(stack, email)]
    expect((await post(visitors[0] ?? visitors[1]!, 'JSON', '/api/auth/sessions/revoke', { all: '1' })).to).toBe('/')
    for (const visitor of visitors) {
      expect(await readSession(visitor)).toBeNull()
      expect((await visitor.postJson('/api/auth/token', {})).status).toBe(401)
    }
  })

  it('of somebody else cannot be ended', async () => {
    const [mine, other] = [await createSignedInVisitor(stack, newAddress()), await createSignedInVisitor(stack, newAddress())]
    const sessionId = (await readSession(other))?.sessionId ?? ''
    expect((await post(mine, 'JSON', '/api/auth/sessions/revoke', { sessionId })).refusal).toMatchObject({ status: 404, code: 'session_unknown' })
    expect(await readSession(other)).not.toBeNull()
  })

  it.each([{}, { all: '0' }, { all: '1', sessionId: 'session_1' }])('are not ended by %j', async (fields) => {
    const visitor = await createSignedInVisitor(stack, newAddress())
    expect((await visitor.postJson('/api/auth/sessions/revoke', fields)).status).toBe(400)
    expect(await readSession(visitor)).not.toBeNull()
  })
})

describe('the language', () => {
  it('is remembered and leads back, to sign-in pages too, and never away', async () => {
    const visitor = createVisitor(stack.url)
    expect((await post(visitor, 'forms', '/api/locale', { locale: 'en', returnTo: '/login?returnTo=%2Ftasks' })).to).toBe('/login?returnTo=%2Ftasks')
    expect(visitor.cookies.get('locale')).toBe('en')
    expect((await post(visitor, 'forms', '/api/locale', { locale: 'en', returnTo: '//evil.example' })).to).toBe('/')
    expect((await post(visitor, 'JSON', '/api/locale', { locale: 'tlh' })).refusal).toMatchObject({ status: 400 })
  })
})
