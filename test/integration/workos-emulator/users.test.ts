import { describe, expect, it } from 'vitest'
import { ACME, GRACE, failure, useEmulator } from './startEmulator'

const emulator = useEmulator()
const users = () => emulator.workos.userManagement

describe('creating a user', () => {
  it('keeps what it is told', async () => {
    const created = await users().createUser({
      email: 'Eve@Example.com', firstName: 'Eve', lastName: 'Adams', emailVerified: true, externalId: 'ext-1', metadata: { plan: 'pro' },
    })
    expect(created).toMatchObject({ email: 'Eve@Example.com', name: 'Eve Adams', emailVerified: true, externalId: 'ext-1', metadata: { plan: 'pro' } })
    expect(await users().getUser(created.id)).toEqual(created)
    expect(await users().getUserByExternalId('ext-1')).toEqual(created)
  })

  it.each([
    ['email_not_available', { email: 'GRACE@acme.com' }],
    ['external_id_already_used', { email: 'new@example.com', externalId: 'taken' }],
  ])('reports %s with its reasons', async (code, input) => {
    await users().updateUser({ userId: GRACE, externalId: 'taken' })
    expect(await failure(users().createUser(input)))
      .toMatchObject({ name: 'BadRequestException', status: 400, code: 'user_creation_error', errors: [{ code }] })
  })

  it.each([
    [{ ['k'.repeat(41)]: 'v' }],
    [{ key: 'v'.repeat(601) }],
    [Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`key${index}`, 'v']))],
  ])('refuses metadata beyond the limits', async (metadata) => {
    expect(await failure(users().createUser({ email: 'new@example.com', metadata }))).toMatchObject({ status: 422 })
  })
})

describe('changing a user', () => {
  it('changes only what it names, and removes metadata by null', async () => {
    await users().updateUser({ userId: GRACE, metadata: { a: '1', b: '2' } })
    const { body } = await emulator.api('PUT', `/user_management/users/${GRACE}`, { metadata: { a: null, c: '3' }, locale: 'en' })
    expect(body).toMatchObject({ first_name: 'Grace', locale: 'en', metadata: { b: '2', c: '3' } })
  })

  it('makes a new address unverified', async () => {
    expect(await users().updateUser({ userId: GRACE, email: 'hopper@acme.com' })).toMatchObject({ email: 'hopper@acme.com', emailVerified: false })
    expect(await users().updateUser({ userId: GRACE, email: 'g@acme.com', emailVerified: true })).toMatchObject({ emailVerified: true })
  })

  it('keeps an address verified when only its case changes', async () => {
    expect(await users().updateUser({ userId: GRACE, email: 'Grace@acme.com' })).toMatchObject({ emailVerified: true })
  })

  it('refuses the address of somebody else', async () => {
    expect(await failure(users().updateUser({ userId: GRACE, email: 'ada@example.com' }))).toMatchObject({ status: 400, code: 'email_not_available' })
  })
})

describe('finding users', () => {
  it('by address, whatever its case', async () => {
    const { data } = await users().listUsers({ email: 'Grace@ACME.com' })
    expect(data.map(({ id }) => id)).toEqual([GRACE])
  })

  it('by organization', async () => {
    const { data } = await users().listUsers({ organizationId: ACME, order: 'asc' })
    expect(data.map(({ email }) => email)).toEqual(['grace@acme.com', 'linus@acme.com', 'dual@example.com'])
  })

  it('page by page, newest first', async () => {
    const first = await users().listUsers({ limit: 3 })
    const second = await users().listUsers({ limit: 3, after: first.listMetadata.after! })
    const everyone = (await users().listUsers({ limit: 100 })).data
    expect([...first.data, ...second.data]).toEqual(everyone.slice(0, 6))
    expect(everyone.map(({ email }) => email).slice(-3)).toEqual(['linus@acme.com', 'grace@acme.com', 'ada@example.com'])
  })

  it('all of them, through the pages of the SDK', async () => {
    const seeded = (await users().listUsers({ limit: 100 })).data
    for (let number = 0; number < 100; number++) await users().createUser({ email: `person${number}@example.com` })
    expect(await (await users().listUsers()).autoPagination()).toHaveLength(seeded.length + 100)
  })
})

describe('deleting a user', () => {
  it('takes memberships and sessions along', async () => {
    await emulator.signIn('grace@acme.com')
    await users().deleteUser(GRACE)
    expect(await failure(users().getUser(GRACE))).toMatchObject({ name: 'NotFoundException', status: 404, code: 'entity_not_found' })
    expect((await users().listOrganizationMemberships({ userId: GRACE })).data).toEqual([])
    expect(await failure(users().listSessions(GRACE))).toMatchObject({ status: 404 })
  })
})

it('lists identities as a bare array', async () => {
  expect(await users().getUserIdentities(GRACE)).toEqual([])
})
