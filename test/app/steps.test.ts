import { describe, expect, inject, it } from 'vitest'
import { readCode, readMails } from '../support/inbox'
import { CALLERS, post, readSession, verifyMailedCode } from '../support/signInSteps'
import { createVisitor, newAddress } from '../support/visitor'
import { controlWorkos, SEED } from '../support/workosControl'

const stack = inject('stack')
const workos = controlWorkos(stack.workosUrl)

/** Somebody whose next sign-in waits for these steps. */
async function someoneWith(...steps: string[]): Promise<string> {
  const email = newAddress('steps')
  await workos.demandSteps(email, steps)
  return email
}

async function memberOfTwo(): Promise<string> {
  const email = newAddress('dual')
  await workos.createMember(email, SEED.acme, SEED.globex)
  return email
}

describe.each(CALLERS)('by %s', (caller) => {
  it('proves an address, with a new code when asked for one', async () => {
    const visitor = createVisitor(stack.url)
    const email = await someoneWith('email_verification_required')
    expect(await verifyMailedCode(visitor, caller, stack, email, { returnTo: '/tasks?x=1' })).toMatchObject({ to: '/login/verify-email' })
    const before = (await readMails(stack.workosUrl, email)).length
    expect((await post(visitor, caller, '/api/auth/step', { step: 'verify-email', resend: '1' })).to).toBe('/login/verify-email')
    expect(await readMails(stack.workosUrl, email)).toHaveLength(before + 1)
    const readNotice = async () => /role="status">([^<]*)/.exec(await (await visitor.request('/login/verify-email')).text())?.[1]
    expect([await readNotice(), await readNotice()]).toEqual(['A new code is on its way.', ''])
    expect((await post(visitor, caller, '/api/auth/step', { step: 'verify-email', code: await readCode(stack.workosUrl, email) })).to).toBe('/tasks?x=1')
    expect(await readSession(visitor)).toMatchObject({ user: { email, emailVerified: true } })
  })

  it('sets an authenticator app up, and asks for it the next time', async () => {
    const visitor = createVisitor(stack.url)
    const email = await someoneWith('mfa_enrollment')
    expect((await verifyMailedCode(visitor, caller, stack, email)).to).toBe('/login/mfa/enroll')
    expect((await post(visitor, caller, '/api/auth/step', { step: 'mfa-enroll', code: '000000' })).to).not.toBe('/tasks')
    expect((await post(visitor, caller, '/api/auth/step', { step: 'mfa-enroll', code: await workos.readTotp(email) })).to).toBe('/tasks')

    const again = createVisitor(stack.url)
    expect((await verifyMailedCode(again, caller, stack, email)).to).toBe('/login/mfa')
    expect((await post(again, caller, '/api/auth/step', { step: 'mfa', code: await workos.readTotp(email) })).to).toBe('/tasks')
    expect(await readSession(again)).toMatchObject({ user: { email } })
  })

  it('lets somebody of several organizations choose', async () => {
    const visitor = createVisitor(stack.url)
    expect((await verifyMailedCode(visitor, caller, stack, await memberOfTwo())).to).toBe('/login/organization')
    expect((await post(visitor, caller, '/api/auth/step', { step: 'organization', organizationId: SEED.globex })).to).toBe('/tasks')
    expect(await readSession(visitor)).toMatchObject({ organizationId: SEED.globex })
  })

  it('does not ask for the organization that the person came for', async () => {
    const visitor = createVisitor(stack.url)
    expect((await verifyMailedCode(visitor, caller, stack, await memberOfTwo(), { organization: SEED.acme })).to).toBe('/tasks')
    expect(await readSession(visitor)).toMatchObject({ organizationId: SEED.acme })
  })

  it('makes sure by mail', async () => {
    const visitor = createVisitor(stack.url)
    const email = await someoneWith('radar_email_challenge')
    expect((await verifyMailedCode(visitor, caller, stack, email)).to).toBe('/login/challenge')
    expect((await post(visitor, caller, '/api/auth/step', { step: 'radar-email', code: await readCode(stack.workosUrl, email) })).to).toBe('/tasks')
    expect(await readSession(visitor)).toMatchObject({ user: { email } })
  })

  it('makes sure by text message, to another number if the first was wrong', async () => {
    const visitor = createVisitor(stack.url)
    const email = await someoneWith('radar_sms_challenge')
    const phoneNumber = `+1555${Math.floor(1e6 + Math.random() * 9e6)}`
    expect((await verifyMailedCode(visitor, caller, stack, email)).to).toBe('/login/challenge')
    expect((await post(visitor, caller, '/api/auth/step', { step: 'radar-sms', phoneNumber: '+1 555 000 0000' })).to).toBe('/login/challenge')
    expect((await post(visitor, caller, '/api/auth/step', { step: 'radar-sms', phoneNumber: phoneNumber.replace('+1555', '001 (555) ') })).to).toBe('/login/challenge')
    expect((await post(visitor, caller, '/api/auth/step', { step: 'radar-sms', code: await readCode(stack.workosUrl, phoneNumber) })).to).toBe('/tasks')
    expect(await readSession(visitor)).toMatchObject({ user: { email } })
  })

  it('goes through all of them in a row', async () => {
    const visitor = createVisitor(stack.url)
    const email = await someoneWith('radar_email_challenge', 'email_verification_required', 'mfa_enrollment')
    expect((await verifyMailedCode(visitor, caller, stack, email)).to).toBe('/login/challenge')
    expect((await post(visitor, caller, '/api/auth/step', { step: 'radar-email', code: await readCode(stack.workosUrl, email) })).to).toBe('/login/verify-email')
    expect((await post(visitor, caller, '/api/auth/step', { step: 'verify-email', code: await readCode(stack.workosUrl, email) })).to).toBe('/login/mfa/enroll')
    expect((await post(visitor, caller, '/api/auth/step', { step: 'mfa-enroll', code: await workos.readTotp(email) })).to).toBe('/tasks')
    expect(await readSession(visitor)).toMatchObject({ user: { email } })
  })
})

describe('a step', () => {
  it('is told to its page without what WorkOS gave to go on with', async () => {
    const visitor = createVisitor(stack.url)
    const { step } = await verifyMailedCode(visitor, 'JSON', stack, await someoneWith('mfa_enrollment'))
    expect(Object.keys(step ?? {}).sort()).toEqual(['kind', 'qrCode', 'secret', 'uri'])
    expect(step).toMatchObject({ uri: expect.stringContaining('issuer='), qrCode: expect.stringMatching(/^data:image\/svg\+xml,/) })
    expect((await verifyMailedCode(createVisitor(stack.url), 'JSON', stack, await memberOfTwo())).step).toEqual({
      kind: 'organization', organizations: [{ id: SEED.acme, name: 'Acme' }, { id: SEED.globex, name: 'Globex' }],
    })
  })

  it('refuses a wrong code in words and takes the right one afterwards', async () => {
    const visitor = createVisitor(stack.url)
    const email = await someoneWith('email_verification_required')
    await verifyMailedCode(visitor, 'JSON', stack, email)
    const code = await readCode(stack.workosUrl, email)
    expect(await post(visitor, 'JSON', '/api/auth/step', { step: 'verify-email', code: code === '111111' ? '222222' : '111111' }))
      .toMatchObject({ refusal: { status: 400, code: 'invalid_one_time_code', message: expect.stringContaining('not right') } })
    expect((await post(visitor, 'JSON', '/api/auth/step', { step: 'verify-email', code })).to).toBe('/tasks')
  })

  it('enrols anew after somebody left halfway, with one authenticator in the end', async () => {
    const email = await someoneWith('mfa_enrollment')
    const left = createVisitor(stack.url)
    await verifyMailedCode(left, 'JSON', stack, email)
    const visitor = createVisitor(stack.url)
    await verifyMailedCode(visitor, 'JSON', stack, email)
    expect((await post(visitor, 'JSON', '/api/auth/step', { step: 'mfa-enroll', code: await workos.readTotp(email) })).to).toBe('/tasks')
    const { data } = await workos.api('GET', `/user_management/users/${await workos.findUserId(email)}/auth_factors`) as { data: unknown[] }
    expect(data).toHaveLength(1)
  })

  it('starts over, with the address kept, when WorkOS does not go on with it', async () => {
    const visitor = createVisitor(stack.url)
    const email = await someoneWith('email_verification_required')
    await verifyMailedCode(visitor, 'forms', stack, email)
    const stale = new Map(visitor.cookies)
    await post(visitor, 'forms', '/api/auth/step', { step: 'verify-email', code: await readCode(stack.workosUrl, email) })

    const other = createVisitor(stack.url)
    for (const [name, value] of stale) other.cookies.set(name, value)
    expect((await post(other, 'forms', '/api/auth/step', { step: 'verify-email', code: '123456' })).to).toBe('/login')
    const page = await (await other.request('/login')).text()
    expect(page).toContain('Start again')
    expect(page).toContain(email)
    expect(await readSession(other)).toBeNull()
  })

  it('that is not the present one leads to the present one', async () => {
    const visitor = createVisitor(stack.url)
    await verifyMailedCode(visitor, 'forms', stack, await someoneWith('radar_email_challenge'))
    expect((await post(visitor, 'forms', '/api/auth/step', { step: 'mfa', code: '123456' })).to).toBe('/login/challenge')
    expect((await post(createVisitor(stack.url), 'forms', '/api/auth/step', { step: 'mfa', code: '123456' })).to).toBe('/login')
  })

  it('takes a number only as people write numbers', async () => {
    const visitor = createVisitor(stack.url)
    await verifyMailedCode(visitor, 'JSON', stack, await someoneWith('radar_sms_challenge'))
    for (const phoneNumber of ['', '12', 'call me', '+0123456789', '+1555123456789012']) {
      expect(await post(visitor, 'JSON', '/api/auth/step', { step: 'radar-sms', phoneNumber })).toMatchObject({ refusal: { status: 400, message: expect.stringContaining('country code') } })
    }
  })
})

describe('a person who came for an organization', () => {
  it('is told when they do not belong to it, and has no session anywhere', async () => {
    const visitor = createVisitor(stack.url)
    const email = newAddress('member')
    const userId = await workos.createMember(email, SEED.acme)
    const answer = await verifyMailedCode(visitor, 'JSON', stack, email, { organization: SEED.globex })
    expect(answer).toMatchObject({ refusal: { status: 400, code: 'organization_membership_not_found' } })
    expect(await readSession(visitor)).toBeNull()
    expect((await workos.listSessions(userId)).map(({ status }) => status)).toEqual(['revoked'])
  })
})

describe('the last way in', () => {
  it('is remembered by the device, not by the session', async () => {
    const visitor = createVisitor(stack.url)
    await verifyMailedCode(visitor, 'JSON', stack, newAddress())
    await post(visitor, 'JSON', '/api/auth/logout', {})
    const { flow } = await (await visitor.postJson('/api/auth/magic-auth', { email: newAddress() })).json() as { flow: { lastMethod: string } }
    expect(flow.lastMethod).toBe('magic-code')
  })
})
