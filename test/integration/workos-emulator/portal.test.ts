import { describe, expect, it } from 'vitest'
import { useBrowser } from './browser'
import { ACME, GLOBEX, failure, useEmulator } from './startEmulator'

const emulator = useEmulator()
const browser = useBrowser(emulator)

type LinkOptions = Partial<Parameters<typeof emulator.workos.adminPortal.generateLink>[0]>

const returnUrl = 'http://localhost:3000/organization'
const linkTo = async (options: LinkOptions = {}) =>
  (await emulator.workos.adminPortal.generateLink({ organization: ACME, intent: 'sso', returnUrl, ...options })).link
const submit = (link: string, fields: Record<string, string> = {}) =>
  browser.follow(link, { method: 'POST', body: new URLSearchParams(fields) })
const connectionsOf = async (organizationId: string) => (await emulator.workos.sso.listConnections({ organizationId })).data
const domainsOf = async (id: string) => (await emulator.workos.organizations.getOrganization(id)).domains
const eventNames = async () => (await emulator.api('GET', '/events')).body.data.map(({ event }: { event: string }) => event)

describe('a link to the Admin Portal', () => {
  it.each([
    ['sso', 'Set up single sign-on for Acme'],
    ['domain_verification', 'Verify a domain for Acme'],
    ['dsync', 'Set up directory sync for Acme'],
    ['audit_logs', 'Look at audit logs for Acme'],
    ['log_streams', 'Set up log streams for Acme'],
    ['certificate_renewal', 'Renew a certificate for Acme'],
  ] as const)('for %s leads to its page, and back', async (intent, title) => {
    const { status, text } = await browser.follow(await linkTo({ intent }))
    expect(status).toBe(200)
    expect(text).toContain(`<h1>${title}</h1>`)
    expect(text).toContain(`<a href="${returnUrl}">`)
  })

  it('works for five minutes', async () => {
    const link = await linkTo()
    await emulator.advance(300)
    expect(await browser.follow(link)).toMatchObject({ status: 410 })
    expect(await submit(link)).toMatchObject({ status: 410 })
    expect(await connectionsOf(ACME)).toEqual([])
  })

  it('is made for an organization and a task that exist', async () => {
    expect(await failure(linkTo({ organization: 'org_none' }))).toMatchObject({ name: 'NotFoundException', status: 404 })
    expect(await emulator.api('POST', '/portal/generate_link', { organization: ACME, intent: 'billing' })).toMatchObject({ status: 422 })
    expect(await emulator.api('POST', '/portal/generate_link', { organization: ACME, intent: 'sso', return_url: 'javascript:alert(1)' }))
      .toMatchObject({ status: 422 })
  })

  it('shows the name of the organization, whatever it is', async () => {
    const { id } = await emulator.workos.organizations.createOrganization({ name: '<script>alert(1)</script>' })
    expect((await browser.follow(await linkTo({ organization: id }))).text).not.toContain('<script>')
  })
})

describe('its button', () => {
  it('activates a connection, which people of the domain then have to use', async () => {
    expect(await emulator.signIn('grace@acme.com')).toMatchObject({ organizationId: ACME })
    expect(await submit(await linkTo())).toMatchObject({ status: 303, location: returnUrl })
    expect(await connectionsOf(ACME)).toMatchObject([{ name: 'Acme SSO', state: 'active' }])
    expect(await eventNames()).toContain('connection.activated')
    expect(await failure(emulator.signIn('grace@acme.com'))).toMatchObject({ code: 'sso_required' })
  })

  it('activates the connection that was prepared', async () => {
    const [connection] = await connectionsOf(GLOBEX)
    await emulator.control('PATCH', `/_emulate/connections/${connection!.id}`, { state: 'draft' })
    await submit(await linkTo({ organization: GLOBEX }))
    expect(await connectionsOf(GLOBEX)).toMatchObject([{ id: connection!.id, state: 'active' }])
  })

  it('verifies the domain that waits, and goes where success leads', async () => {
    await emulator.workos.organizationDomains.createOrganizationDomain({ organizationId: ACME, domain: 'acme.dev' })
    const link = await linkTo({ intent: 'domain_verification', successUrl: 'http://localhost:3000/organization/done' })
    expect((await browser.follow(link)).text).toContain('value="acme.dev"')
    expect(await submit(link, { domain: 'acme.dev' })).toMatchObject({ status: 303, location: 'http://localhost:3000/organization/done' })
    expect(await domainsOf(ACME)).toMatchObject([{ domain: 'acme.com' }, { domain: 'acme.dev', state: 'verified' }])
    expect(await eventNames()).toEqual(['organization_domain.created', 'organization_domain.verified'])
  })

  it('adds a domain that nobody has named before', async () => {
    await submit(await linkTo({ intent: 'domain_verification' }), { domain: 'Acme.Dev' })
    expect(await domainsOf(ACME)).toMatchObject([{}, { domain: 'acme.dev', state: 'verified' }])
  })

  it.each([['globex.com', 'already in use'], ['not a domain', 'not a domain']])('does not accept %s', async (domain, problem) => {
    const { status, text } = await submit(await linkTo({ intent: 'domain_verification' }), { domain })
    expect(status).toBe(400)
    expect(text).toContain(problem)
    expect(await domainsOf(ACME)).toHaveLength(1)
  })

  it('changes nothing where there is nothing to change', async () => {
    expect(await submit(await linkTo({ intent: 'dsync' }))).toMatchObject({ status: 303, location: returnUrl })
    expect(await eventNames()).toEqual([])
  })
})
