import { makeFunctionReference } from 'convex/server'
import { beforeAll, describe, expect, it } from 'vitest'
import { api } from '../../../convex/_generated/api'
import { PEOPLE, PERMISSION_MATRIX, type MatrixTasks, type Person } from '../../support/permissionMatrix'
import { connectMessage, openRawSocket, addQuery } from '../convex-emulator/support/rawSocket'
import { useDeployment } from './support/deployment'
import { SEED } from './support/workos'

const deployment = useDeployment()
const paginationOpts = { numItems: 50, cursor: null }

const membershipOf = async (userId: string, organizationId: string) =>
  (await deployment.workos.userManagement.listOrganizationMemberships({ userId, organizationId })).data[0]!.id

describe('out of the box', () => {
  it('the people of the seed are in the database before they sign in', async () => {
    await expect.poll(async () => (await deployment.run('sync:progress') as { phase: string }).phase, { timeout: 10_000 }).toBe('events')
    const { accessToken } = await deployment.signIn('grace@acme.com')
    await deployment.http(accessToken).action(api.users.ensure, {})
    const { page } = await deployment.http(accessToken).query(api.members.list, { paginationOpts })
    expect(page.map(({ user, roles }) => [user?.email, roles[0]?.name])).toEqual(expect.arrayContaining([['grace@acme.com', 'Admin'], ['linus@acme.com', 'Member']]))
    expect(await deployment.http(accessToken).query(api.roles.list, {})).toMatchObject([{ slug: 'admin', permissions: ['tasks:write', 'members:manage'] }, { slug: 'member', permissions: [] }])
  })

  it('what changes at WorkOS shows by itself', async () => {
    const { accessToken, user } = await deployment.signIn('new-member@example.com')
    await deployment.http(accessToken).action(api.users.ensure, {})
    const names: (string | null)[] = []
    deployment.live(accessToken).onUpdate(api.users.current, {}, ({ firstName }) => void names.push(firstName))
    await expect.poll(() => names).toEqual([null])
    await deployment.workos.userManagement.updateUser({ userId: user.id, firstName: 'Nova' })
    await expect.poll(() => names.at(-1), { timeout: 2_000 }).toBe('Nova')
  })
})

describe('someone who loses access is refused within two seconds', () => {
  async function watch(email: string) {
    const { accessToken } = await deployment.signIn(email)
    const results: unknown[] = []
    const refusals: { code: string }[] = []
    const client = deployment.live(accessToken)
    await deployment.http(accessToken).action(api.users.ensure, {})
    client.onUpdate(api.tasks.list, {}, result => void results.push(result), error => void refusals.push((error as Error & { data: { code: string } }).data))
    await expect.poll(() => results.length).toBeGreaterThan(0)
    expect(refusals).toEqual([])
    const sessionId = JSON.parse(Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString()).sid as string
    return { client, refusals, sessionId }
  }

  it('when they are removed from the organization', async () => {
    const { id } = await deployment.workos.userManagement.createUser({ email: 'removed@acme.com', emailVerified: true })
    await deployment.workos.userManagement.createOrganizationMembership({ userId: id, organizationId: SEED.acme })
    const { client, refusals } = await watch('removed@acme.com')
    // WorkOS ends the member's sessions as well; the membership must be enough.
    await deployment.control('/_emulate/webhooks/hold', { events: ['session.revoked'] })
    await deployment.workos.userManagement.deleteOrganizationMembership(await membershipOf(id, SEED.acme))
    await expect.poll(() => refusals.at(-1), { timeout: 2_000, interval: 20 }).toMatchObject({ code: 'no_organization' })
    await expect(client.mutation(api.tasks.add, { text: 'x' })).rejects.toMatchObject({ data: { code: 'no_organization' } })
    await deployment.control('/_emulate/webhooks/release')
    await expect.poll(() => refusals.at(-1), { timeout: 2_000, interval: 20 }).toMatchObject({ code: 'session_ended' })
  })

  it('when they are suspended', async () => {
    const { id } = await deployment.workos.userManagement.createUser({ email: 'suspended@acme.com', emailVerified: true })
    await deployment.workos.userManagement.createOrganizationMembership({ userId: id, organizationId: SEED.acme })
    const { refusals } = await watch('suspended@acme.com')
    await deployment.workos.userManagement.deactivateOrganizationMembership(await membershipOf(id, SEED.acme))
    await expect.poll(() => refusals.at(-1), { timeout: 2_000, interval: 20 }).toMatchObject({ code: 'session_ended' })
  })

  it('when their session is revoked, and nobody else', async () => {
    const [phone, laptop] = [await watch('two-devices@example.com'), await watch('two-devices@example.com')]
    await deployment.workos.userManagement.revokeSession({ sessionId: phone.sessionId })
    await expect.poll(() => phone.refusals.at(-1), { timeout: 2_000, interval: 20 }).toMatchObject({ code: 'session_ended' })
    expect(laptop.refusals).toEqual([])
    await expect(phone.client.query(api.tasks.list, {})).rejects.toMatchObject({ data: { code: 'session_ended' } })
  })
})

describe('the permission matrix, by hand-made messages', () => {
  const tokens = {} as Record<Person, string | null>
  const tasks = {} as Record<Person, MatrixTasks>

  beforeAll(async () => {
    const stranger = await deployment.signIn('stranger@example.com')
    await deployment.http(stranger.accessToken).action(api.users.ensure, {})
    const foreign = await deployment.http(stranger.accessToken).mutation(api.tasks.add, { text: 'Of a stranger' })
    for (const person of PEOPLE) {
      tokens[person] = person === 'visitor' ? null : (await deployment.signIn(person)).accessToken
      const token = tokens[person]
      if (token) await deployment.http(token).action(api.users.ensure, {})
    }
    for (const person of PEOPLE) {
      const writer = deployment.http(tokens[person === 'ada@example.com' ? person : 'grace@acme.com'] ?? '')
      tasks[person] = { own: await writer.mutation(api.tasks.add, { text: 'Own' }), foreign }
    }
  })

  async function outcomeOf({ function: udfPath, kind, args }: typeof PERMISSION_MATRIX[number], person: Person): Promise<string> {
    const raw = await openRawSocket(deployment.convexUrl)
    const given = args(tasks[person])
    raw.send(connectMessage(crypto.randomUUID()))
    if (tokens[person]) raw.send({ type: 'Authenticate', baseVersion: 0, tokenType: 'User', value: tokens[person] })
    let answer
    if (kind === 'query') {
      raw.send(addQuery(0, 0, udfPath, given))
      // The first Transition may say only that the token was accepted.
      const transition = await raw.next('Transition', ({ modifications }) => (modifications as unknown[]).length > 0)
      answer = (transition.modifications as { type: string, errorData?: { code: string } }[])[0]
      expect(answer?.type).toBe(answer?.errorData ? 'QueryFailed' : 'QueryUpdated')
    }
    else {
      raw.send({ type: 'Mutation', requestId: 0, udfPath, args: [given] })
      answer = await raw.next('MutationResponse') as { success?: boolean, errorData?: { code: string } }
      expect(answer.success).toBe(answer.errorData === undefined)
    }
    raw.socket.terminate()
    return answer?.errorData?.code ?? 'works'
  }

  it.each(PERMISSION_MATRIX)('$operation', async (row) => {
    const outcomes = Object.fromEntries(await Promise.all(PEOPLE.map(async person => [person, await outcomeOf(row, person)])))
    expect(outcomes).toEqual(row.outcome)
  })

  it('is not got around by internal functions', async () => {
    for (const path of ['users:upsert', 'users:caller', 'sync:backfill', 'sync:progress', 'sync/applyEvent:applyEvent', 'sync/steps:stored', 'sync/cascade:removeMore']) {
      const http = deployment.http(tokens['grace@acme.com'] ?? '')
      const calls = [http.query(makeFunctionReference<'query'>(path), {}), http.mutation(makeFunctionReference<'mutation'>(path), {}), http.action(makeFunctionReference<'action'>(path), {})]
      await Promise.all(calls.map(call => expect(call).rejects.toThrow(`Could not find public function for '${path}'`)))
    }
  })
})

describe('a webhook', () => {
  const post = (body: string, signature?: string) => fetch(`${deployment.siteUrl}/workos/webhook`, {
    method: 'POST', body, headers: { 'content-type': 'application/json', ...(signature && { 'workos-signature': signature }) },
  })

  it('that is forged is refused, and reported once, in words', async () => {
    const response = await post('{"id":"event_1","event":"user.created","data":{}}', `t=${Date.now()}, v1=${'0'.repeat(64)}`)
    expect(response.status).toBe(401)
    await expect.poll(() => deployment.lines.filter(line => line.includes('its signature does not fit its content'))).toHaveLength(1)
  })

  it('is answered at no other address', async () => {
    expect((await post('{}')).status).toBe(401)
    expect((await fetch(`${deployment.siteUrl}/workos/webhook`)).status).toBe(404)
  })

  it('that comes twice and late changes nothing', async () => {
    await deployment.control('/_emulate/webhooks/hold')
    const signedUp = await Promise.all(Array.from({ length: 100 }, async (_, index) => {
      const { accessToken } = await deployment.signIn(`crowd-${index}@example.com`)
      await deployment.http(accessToken).action(api.users.ensure, {})
      return accessToken
    }))
    await deployment.control('/_emulate/webhooks/release', { order: 'reverse', copies: 2 })
    const users = await deployment.http(signedUp[0]).query(api.users.current, {})
    expect(users.email).toBe('crowd-0@example.com')
    const stored = await deployment.run('_system/cli/queryTable', { tableName: 'users' }) as { email: string }[]
    expect(stored.filter(({ email }) => email.startsWith('crowd-'))).toHaveLength(100)
  }, 120_000)
})

it('the backfill is run, and followed, with the Convex CLI', async () => {
  await expect.poll(async () => (await deployment.run('sync:progress') as { state: string }).state, { timeout: 20_000, interval: 500 }).toBe('done')
  expect(await deployment.cli('run', 'sync:backfill')).toMatch(/"state": "running"/)
  expect(await deployment.cli('run', 'sync:progress')).toMatch(/"listed": \d+/)
}, 60_000)
