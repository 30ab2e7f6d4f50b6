import { makeFunctionReference } from 'convex/server'
import { ConvexError } from 'convex/values'
import { beforeEach, describe, expect, it } from 'vitest'
import { api } from '../../../convex/_generated/api'
import { PEOPLE, PERMISSION_MATRIX, ROLES, type MatrixRow, type MatrixTasks, type Person } from '../../support/permissionMatrix'
import { as, startFunctions, type Functions } from './support/functions'
import { event, membership, organization, role, user } from './support/objects'
import { deliver, useSecret } from './support/webhooks'

let functions: Functions
let tasks: Record<Person, MatrixTasks>

function call(person: Person) {
  const member = ROLES[person]
  if (person === 'visitor') return functions
  return as(functions, { user: person, ...(member && { ...member, organization: `org_${member.organization}` }) })
}

beforeEach(async () => {
  useSecret()
  functions = startFunctions()
  await deliver(functions, event('organization.created', organization('org_Acme', { name: 'Acme' })), event('role.created', role('admin', { name: 'Admin' })))
  for (const person of [...PEOPLE, 'stranger']) {
    await deliver(functions, event('user.created', user(person, { email: person })))
    const member = ROLES[person as Person]
    if (member) await deliver(functions, event('organization_membership.created', membership(`om_${person}`, { user: person, of: `org_${member.organization}`, roles: [member.role] })))
  }
  const [own, organizations, foreign] = [
    await call('ada@example.com').mutation(api.tasks.add, { text: 'Own' }),
    await call('grace@acme.com').mutation(api.tasks.add, { text: 'Of Acme' }),
    await as(functions, { user: 'stranger' }).mutation(api.tasks.add, { text: 'Of a stranger' }),
  ]
  tasks = {
    'visitor': { own, foreign },
    'ada@example.com': { own, foreign },
    'linus@acme.com': { own: organizations, foreign },
    'grace@acme.com': { own: organizations, foreign },
  }
})

async function outcomeOf({ function: name, kind, args }: MatrixRow, person: Person): Promise<string> {
  try {
    const given = args(tasks[person])
    if (kind === 'query') await call(person).query(makeFunctionReference<'query'>(name), given)
    else await call(person).mutation(makeFunctionReference<'mutation'>(name), given)
    return 'works'
  }
  catch (error) {
    if (!(error instanceof ConvexError)) throw error
    return (error.data as { code: string }).code
  }
}

describe.each(PERMISSION_MATRIX)('$operation', (row) => {
  it.each(PEOPLE)(`%s`, async (person) => {
    expect(await outcomeOf(row, person)).toBe(row.outcome[person])
  })
})

describe('a refusal', () => {
  it('names the permission that is missing', async () => {
    await expect(call('linus@acme.com').mutation(api.tasks.add, { text: 'x' })).rejects.toMatchObject({ data: { code: 'forbidden', permission: 'tasks:write' } })
    await expect(call('linus@acme.com').query(api.invitations.list, { paginationOpts: { numItems: 1, cursor: null } }))
      .rejects.toMatchObject({ data: { code: 'forbidden', permission: 'members:manage' } })
  })

  it('ignores permissions that the token has without an organization', async () => {
    const claims = functions.withIdentity({ subject: 'ada@example.com', sid: 's', permissions: ['members:manage'] })
    await expect(claims.query(api.invitations.list, { paginationOpts: { numItems: 1, cursor: null } })).rejects.toMatchObject({ data: { code: 'no_organization' } })
  })

  it('ignores permissions the application does not know, and claims of another form', async () => {
    const strange = functions.withIdentity({ subject: 'linus@acme.com', sid: 7, org_id: 'org_Acme', role: ['admin'], permissions: ['tasks:*', 1, null] })
    await expect(strange.mutation(api.tasks.add, { text: 'x' })).rejects.toMatchObject({ data: { code: 'forbidden' } })
    const stranger = functions.withIdentity({ subject: 'linus@acme.com', org_id: 'org_Acme', permissions: 'tasks:write' })
    await expect(stranger.mutation(api.tasks.add, { text: 'x' })).rejects.toMatchObject({ data: { code: 'forbidden' } })
  })
})

describe('tasks', () => {
  const texts = async (person: Person) => (await call(person).query(api.tasks.list, {})).map(({ text }) => text)

  it('belong to the organization or to the person', async () => {
    expect(await texts('ada@example.com')).toEqual(['Own'])
    expect(await texts('linus@acme.com')).toEqual(['Of Acme'])
    expect(await texts('grace@acme.com')).toEqual(['Of Acme'])
    const withoutOrganization = as(functions, { user: 'grace@acme.com' })
    expect(await withoutOrganization.query(api.tasks.list, {})).toEqual([])
    await withoutOrganization.mutation(api.tasks.add, { text: 'Mine alone' })
    expect(await texts('grace@acme.com')).toEqual(['Of Acme'])
    expect(await texts('linus@acme.com')).toEqual(['Of Acme'])
  })

  it('from before there were organizations stay personal', async () => {
    await functions.run(async (ctx) => {
      const ada = await ctx.db.query('users').withIndex('by_workos_user_id', q => q.eq('workosUserId', 'ada@example.com')).unique()
      await ctx.db.insert('tasks', { userId: ada!._id, text: 'Old', done: true })
    })
    expect(await texts('ada@example.com')).toEqual(['Old', 'Own'])
    expect(await texts('grace@acme.com')).toEqual(['Of Acme'])
  })

  it('of another organization are answered like missing ones', async () => {
    await deliver(functions, event('organization.created', organization('org_Globex')))
    const elsewhere = as(functions, { user: 'grace@acme.com', organization: 'org_Globex', permissions: ['tasks:write'] })
    const id = tasks['grace@acme.com'].own as typeof api.tasks.remove._args.id
    await expect(elsewhere.mutation(api.tasks.remove, { id })).rejects.toMatchObject({ data: { code: 'not_found' } })
    await expect(as(functions, { user: 'grace@acme.com' }).mutation(api.tasks.remove, { id })).rejects.toMatchObject({ data: { code: 'not_found' } })
    expect(await texts('grace@acme.com')).toEqual(['Of Acme'])
  })

  it('are listed a page at a time, newest first', async () => {
    for (const text of ['2', '3']) await call('grace@acme.com').mutation(api.tasks.add, { text })
    const first = await call('linus@acme.com').query(api.tasks.page, { paginationOpts: { numItems: 2, cursor: null } })
    const second = await call('linus@acme.com').query(api.tasks.page, { paginationOpts: { numItems: 2, cursor: first.continueCursor } })
    expect([...first.page, ...second.page].map(({ text }) => text)).toEqual(['3', '2', 'Of Acme'])
    expect(second.isDone).toBe(true)
  })
})
