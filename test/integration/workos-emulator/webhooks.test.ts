import type { CreateWebhookEndpointEvents } from '@workos-inc/node'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createWorkosEmulator } from '../../../emulators/workos/server'
import { GRACE, apiKey, failure, useEmulator, webhookSecret } from './startEmulator'
import { useWebhookReceiver } from './webhookReceiver'

const emulator = useEmulator()
const receiver = useWebhookReceiver()

const endpoints = () => emulator.workos.webhooks
const subscribe = (events: CreateWebhookEndpointEvents[] = ['user.created']) =>
  endpoints().createWebhookEndpoint({ endpointUrl: receiver.url(), events })
const createUser = (email: string) => emulator.workos.userManagement.createUser({ email })
const settle = async () => (await emulator.control('POST', '/_emulate/webhooks/settle')).body
const addresses = () => receiver.received.map(({ body }) => JSON.parse(body).data.email)

afterEach(async () => {
  for (const { id } of await endpoints().listWebhookEndpoints().then(list => list.autoPagination())) await endpoints().deleteWebhookEndpoint({ id })
})

describe('webhook endpoints', () => {
  it('show their secret once', async () => {
    const created = await subscribe()
    const [listed] = (await endpoints().listWebhookEndpoints()).data
    expect(created).toMatchObject({ endpointUrl: receiver.url(), status: 'enabled', events: ['user.created'], secret: expect.stringMatching(/^whsec_[\da-f]{32}$/) })
    expect(listed).toMatchObject({ id: created.id, secret: `whsec_…${created.secret.slice(-4)}` })
  })

  it('can be changed and switched off', async () => {
    const { id } = await subscribe()
    expect(await endpoints().updateWebhookEndpoint({ id, status: 'disabled' })).toMatchObject({ id, status: 'disabled' })
    await createUser('a@example.com')
    expect((await settle()).deliveries).toEqual([])
  })

  it('have one address each, that can be called', async () => {
    await subscribe()
    expect(await failure(subscribe())).toMatchObject({ name: 'ConflictException', status: 409, code: 'duplicate_endpoint' })
    const call = endpoints().createWebhookEndpoint({ endpointUrl: 'ftp://example.com', events: [] })
    expect(await failure(call)).toMatchObject({ status: 422 })
  })
})

describe('a delivery', () => {
  it('is signed so that the SDK accepts it', async () => {
    const { secret } = await subscribe()
    const user = await createUser('a@example.com')
    await settle()
    const [{ body: payload, signature: sigHeader }] = receiver.received as [typeof receiver.received[number]]
    const event = await emulator.workos.webhooks.constructEvent({ payload, sigHeader, secret })
    expect(event).toMatchObject({ event: 'user.created', data: { id: user.id, email: 'a@example.com' } })
    expect(JSON.parse(payload)).not.toHaveProperty('object')
    expect(await failure(emulator.workos.webhooks.constructEvent({ payload, sigHeader, secret: 'whsec_other' })))
      .toMatchObject({ name: 'SignatureVerificationException' })
  })

  it('has the id that the events list has', async () => {
    await subscribe()
    await createUser('a@example.com')
    await settle()
    const { data } = await emulator.workos.events.listEvents({ events: ['user.created'] })
    expect(JSON.parse(receiver.received[0]!.body)).toMatchObject({ id: data[0]!.id, created_at: data[0]!.createdAt })
  })

  it('happens only for the events that were asked for; without a list, for all', async () => {
    await subscribe(['organization.created'])
    await createUser('a@example.com')
    await settle()
    expect(receiver.received).toEqual([])
    await endpoints().createWebhookEndpoint({ endpointUrl: receiver.url('/all'), events: [] })
    await createUser('b@example.com')
    await settle()
    expect(receiver.received).toMatchObject([{ event: 'user.created' }])
  })

  it('is tried again until it is accepted', async () => {
    await subscribe()
    receiver.answers.push(500, 503)
    await createUser('a@example.com')
    const { deliveries } = await settle()
    expect(deliveries).toMatchObject([{ state: 'delivered', event: 'user.created', attempts: [{ status: 500 }, { status: 503 }, { status: 200 }] }])
    expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1)
  })

  it('is given up after six attempts', async () => {
    await subscribe()
    receiver.answers.push(...Array<number>(6).fill(500))
    await createUser('a@example.com')
    expect((await settle()).deliveries).toMatchObject([{ state: 'failed' }])
    expect(receiver.received).toHaveLength(6)
  })

  it('tells of members who are deactivated and removed, and of roles and permissions', async () => {
    await endpoints().createWebhookEndpoint({ endpointUrl: receiver.url(), events: [] })
    await emulator.control('POST', '/_emulate/webhooks/hold')
    await emulator.signIn('grace@acme.com')
    const [membership] = (await emulator.workos.userManagement.listOrganizationMemberships({ userId: GRACE })).data
    await emulator.workos.userManagement.deactivateOrganizationMembership(membership!.id)
    await emulator.workos.userManagement.reactivateOrganizationMembership(membership!.id)
    await emulator.workos.userManagement.deleteOrganizationMembership(membership!.id)
    await emulator.workos.authorization.setEnvironmentRolePermissions('member', { permissions: ['tasks:write'] })
    await emulator.workos.authorization.deletePermission('tasks:write')
    await emulator.workos.userManagement.deleteUser(GRACE)
    await emulator.control('POST', '/_emulate/webhooks/release')
    const told = receiver.received.map(({ event, body }) => [event, JSON.parse(body).data.status]).slice(2)
    expect(told).toEqual([
      ['session.created', 'active'],
      ['session.revoked', 'revoked'],
      ['organization_membership.updated', 'inactive'],
      ['organization_membership.updated', 'active'],
      ['organization_membership.deleted', 'active'],
      ['role.updated', undefined],
      ['permission.deleted', undefined],
      ['user.deleted', undefined],
    ])
  })

  it('goes on after a reset', async () => {
    await subscribe()
    await emulator.control('POST', '/_emulate/reset')
    await createUser('a@example.com')
    await settle()
    expect(addresses()).toEqual(['a@example.com'])
  })
})

describe('the control routes', () => {
  const holdThree = async () => {
    await subscribe()
    await emulator.control('POST', '/_emulate/webhooks/hold')
    for (const name of ['a', 'b', 'c']) await createUser(`${name}@example.com`)
  }

  it('hold deliveries back and release them', async () => {
    await holdThree()
    const { body } = await emulator.control('GET', '/_emulate/webhooks')
    expect(body).toMatchObject({ holding: true, held: [{}, {}, {}] })
    expect(receiver.received).toEqual([])
    await emulator.control('POST', '/_emulate/webhooks/release')
    expect(addresses()).toEqual(['a@example.com', 'b@example.com', 'c@example.com'])
    await createUser('d@example.com')
    await settle()
    expect(addresses().at(-1)).toBe('d@example.com')
  })

  it('reorder', async () => {
    await holdThree()
    await emulator.control('POST', '/_emulate/webhooks/release', { order: 'reverse' })
    expect(addresses()).toEqual(['c@example.com', 'b@example.com', 'a@example.com'])
  })

  it('duplicate', async () => {
    await holdThree()
    await emulator.control('POST', '/_emulate/webhooks/release', { copies: 2 })
    expect(addresses()).toEqual(['a', 'a', 'b', 'b', 'c', 'c'].map(name => `${name}@example.com`))
  })

  it('hold only the events they are told, so that others overtake them', async () => {
    await subscribe(['user.created', 'user.deleted'])
    await emulator.control('POST', '/_emulate/webhooks/hold', { events: ['user.created'] })
    const { id } = await createUser('a@example.com')
    await emulator.workos.userManagement.deleteUser(id)
    await settle()
    await emulator.control('POST', '/_emulate/webhooks/release')
    expect(receiver.received.map(({ event }) => event)).toEqual(['user.deleted', 'user.created'])
  })

  it('release some in any order, and hold on', async () => {
    await holdThree()
    const { body } = await emulator.control('GET', '/_emulate/webhooks')
    const [a, b, c] = body.held.map(({ id }: { id: string }) => id)
    await emulator.control('POST', '/_emulate/webhooks/release', { event_ids: [c, a] })
    expect(addresses()).toEqual(['c@example.com', 'a@example.com'])
    await createUser('d@example.com')
    const { holding, held } = (await emulator.control('GET', '/_emulate/webhooks')).body
    expect({ holding, held: held.map(({ data }: { data: { email: string } }) => data.email) }).toEqual({ holding: true, held: ['b@example.com', 'd@example.com'] })
    expect(await emulator.control('POST', '/_emulate/webhooks/release', { event_ids: [b, a] })).toMatchObject({ status: 404 })
  })

  it('lose events, which the events list still has', async () => {
    await holdThree()
    const { body: { held: [first] } } = await emulator.control('GET', '/_emulate/webhooks')
    expect((await emulator.control('POST', '/_emulate/webhooks/drop', { event_ids: [first.id] })).body.held).toHaveLength(2)
    await emulator.control('POST', '/_emulate/webhooks/release')
    expect(addresses()).toEqual(['b@example.com', 'c@example.com'])
    expect((await emulator.workos.events.listEvents({ events: ['user.created'] })).data).toHaveLength(3)
  })

  it('send an event once more, also with an old signature', async () => {
    const { secret } = await subscribe()
    await createUser('a@example.com')
    await settle()
    const { id } = JSON.parse(receiver.received[0]!.body)
    const again = await emulator.control('POST', '/_emulate/webhooks/redeliver', { event_id: id, ageMs: 600_000 })
    expect(again.body).toMatchObject([{ event_id: id, state: 'delivered' }])
    const { body: payload, signature: sigHeader } = receiver.received[1]!
    expect(payload).toBe(receiver.received[0]!.body)
    expect(await failure(emulator.workos.webhooks.constructEvent({ payload, sigHeader, secret })))
      .toMatchObject({ message: 'Timestamp outside the tolerance zone' })
  })

  it('know only events that happened', async () => {
    expect(await emulator.control('POST', '/_emulate/webhooks/redeliver', { event_id: 'event_none' })).toMatchObject({ status: 404 })
  })
})

it('gives up the retries of before when it is reset', async () => {
  const other = await createWorkosEmulator({ port: 0, webhookUrls: [receiver.url()], webhookRetryDelaysMs: [3_600_000] })
  try {
    receiver.answers.push(500)
    const headers = { 'authorization': `Bearer ${apiKey}`, 'content-type': 'application/json' }
    await fetch(`${other.url}/user_management/users`, { method: 'POST', headers, body: '{"email":"a@example.com"}' })
    await vi.waitFor(() => expect(receiver.received).toHaveLength(1))
    await fetch(`${other.url}/_emulate/reset`, { method: 'POST' })
    const settled = await fetch(`${other.url}/_emulate/webhooks/settle`, { method: 'POST' })
    expect(await settled.json()).toEqual({ holding: false, held: [], deliveries: [] })
  }
  finally {
    await other.close()
  }
})

it('serves a receiver from the start with the well-known secret', async () => {
  const other = await createWorkosEmulator({ port: 0, webhookUrls: [receiver.url('/seeded')] })
  try {
    const headers = { 'authorization': `Bearer ${apiKey}`, 'content-type': 'application/json' }
    await fetch(`${other.url}/user_management/users`, { method: 'POST', headers, body: '{"email":"a@example.com"}' })
    await fetch(`${other.url}/_emulate/webhooks/settle`, { method: 'POST' })
    const { body: payload, signature: sigHeader } = receiver.received[0]!
    expect(await emulator.workos.webhooks.constructEvent({ payload, sigHeader, secret: webhookSecret })).toMatchObject({ event: 'user.created' })
  }
  finally {
    await other.close()
  }
})
