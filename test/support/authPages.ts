import { expect } from 'vitest'
import { post, verifyMailedCode } from './signInSteps'
import type { StackUrls } from './stack'
import { createVisitor, newAddress, type Visitor } from './visitor'
import { controlWorkos, SEED } from './workosControl'

/** A sign-in page as some visitor has it before them. */
export interface AuthPage {
  name: string
  path: string
  /** Opens the page in a browser, as often as one likes. */
  cookies: { name: string, value: string, url: string }[]
}

/** Leads visitors to every sign-in page there is, and every state that looks different. */
export async function reachAuthPages(stack: StackUrls): Promise<AuthPage[]> {
  const workos = controlWorkos(stack.workosUrl)

  async function page(name: string, path: string, visitor: Visitor): Promise<AuthPage> {
    const cookies = [...visitor.cookies].map(([name, value]) => ({ name, value, url: stack.url }))
    return { name, path, cookies }
  }

  /** What follows the mailed code of somebody whose sign-in waits for this step. */
  async function afterCode(name: string, path: string, { email = newAddress(), step }: { email?: string, step?: string }): Promise<{ visitor: Visitor, page: AuthPage }> {
    const visitor = createVisitor(stack.url)
    if (step) await workos.demandSteps(email, [step])
    expect(await verifyMailedCode(visitor, 'forms', stack, email)).toEqual({ to: path })
    return { visitor, page: await page(name, path, visitor) }
  }

  async function refused(name: string, path: string, visitor: Visitor, action: string, fields: Record<string, string>): Promise<AuthPage> {
    await post(visitor, 'forms', action, fields)
    return await page(name, path, visitor)
  }

  async function invitation(name: string, path: string): Promise<AuthPage> {
    return await page(name, path, createVisitor(stack.url))
  }

  const lastTime = createVisitor(stack.url)
  lastTime.cookies.set('last-method', 'google')
  const code = createVisitor(stack.url)
  await post(code, 'forms', '/api/auth/magic-auth', { email: newAddress() })
  const connections = createVisitor(stack.url)
  await post(connections, 'forms', '/api/auth/sso', { email: 'peter@initech.com' })
  const sms = await afterCode('challenge-phone', '/login/challenge', { step: 'radar_sms_challenge' })
  const invited = await workos.invite({ email: newAddress('invited'), organization_id: SEED.acme, inviter_user_id: await workos.findUserId('grace@acme.com') })

  return [
    await page('login', '/login', lastTime),
    await refused('login-refused', '/login', createVisitor(stack.url), '/api/auth/magic-auth', { email: 'nobody' }),
    await page('code', '/login/code', code),
    await refused('code-refused', '/login/code', code, '/api/auth/magic-auth/verify', { code: '000000' }),
    await page('sso', '/login/sso', createVisitor(stack.url)),
    await page('sso-connections', '/login/sso', connections),
    (await afterCode('verify-email', '/login/verify-email', { step: 'email_verification_required' })).page,
    (await afterCode('mfa', '/login/mfa', { email: await ownerOfAuthenticator(stack) })).page,
    (await afterCode('mfa-enroll', '/login/mfa/enroll', { step: 'mfa_enrollment' })).page,
    (await afterCode('organization-choice', '/login/organization', { email: await memberOfTwoOrganizations(stack) })).page,
    (await afterCode('methods', '/login/methods', { email: await memberOfStrictOrganization(stack) })).page,
    (await afterCode('challenge-email', '/login/challenge', { step: 'radar_email_challenge' })).page,
    sms.page,
    await refused('challenge-sms', '/login/challenge', sms.visitor, '/api/auth/step', { step: 'radar-sms', phoneNumber: '+15551234567' }),
    await invitation('invitation', `/invitation?invitation_token=${encodeURIComponent(invited.token)}`),
    await invitation('invitation-unknown', '/invitation?invitation_token=nothing'),
  ]
}

/** Somebody new, with an account. Nobody else's test asks for codes for them. */
async function newcomer(stack: StackUrls, name: string): Promise<{ email: string, id: string }> {
  const email = newAddress(name)
  await verifyMailedCode(createVisitor(stack.url), 'forms', stack, email)
  return { email, id: await controlWorkos(stack.workosUrl).findUserId(email) }
}

export async function memberOfTwoOrganizations(stack: StackUrls): Promise<string> {
  const workos = controlWorkos(stack.workosUrl)
  const { email, id } = await newcomer(stack, 'dual')
  await workos.join(id, SEED.acme)
  await workos.join(id, await newOrganization(stack, 'Hooli'))
  return email
}

/** Somebody whose only organization accepts Google and GitHub. */
export async function memberOfStrictOrganization(stack: StackUrls): Promise<string> {
  const workos = controlWorkos(stack.workosUrl)
  const { email, id } = await newcomer(stack, 'strict')
  const organization = await newOrganization(stack, 'Strict')
  await workos.join(id, organization)
  await workos.setPolicy(organization, { allowedMethods: ['google_oauth', 'github_oauth'] })
  return email
}

/** Somebody who has set an authenticator app up. */
export async function ownerOfAuthenticator(stack: StackUrls): Promise<string> {
  const workos = controlWorkos(stack.workosUrl)
  const email = newAddress('mfa')
  const visitor = createVisitor(stack.url)
  await workos.demandSteps(email, ['mfa_enrollment'])
  await verifyMailedCode(visitor, 'forms', stack, email)
  expect(await post(visitor, 'forms', '/api/auth/step', { step: 'mfa-enroll', code: await workos.readTotp(email) })).toEqual({ to: '/tasks' })
  return email
}

async function newOrganization({ workosUrl }: StackUrls, name: string): Promise<string> {
  const { id } = await controlWorkos(workosUrl).api('POST', '/organizations', { name }) as { id: string }
  return id
}
