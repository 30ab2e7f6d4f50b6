import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hooks } from '../../../convex/hooks'
import type { Hooks } from '../../../convex/lib/hooks'
import { startFunctions, type Functions } from './support/functions'
import { EPOCH, event, membership, organization, user } from './support/objects'
import { rows } from './support/tables'
import { deliver, post, useSecret } from './support/webhooks'

let functions: Functions
beforeEach(() => {
  useSecret()
  functions = startFunctions()
})
afterEach(() => {
  for (const name of Object.keys(hooks)) Reflect.deleteProperty(hooks, name)
})

const later = EPOCH + 1000

/** Notes which hooks ran, with what was passed. */
function listen(): [name: string, ...told: unknown[]][] {
  const heard: [string, ...unknown[]][] = []
  const names = ['User', 'Organization', 'Membership'].flatMap(kind => ['Created', 'Updated', 'Deleted'].map(what => `on${kind}${what}`)) as (keyof Hooks)[]
  for (const name of names) hooks[name] = async (_: unknown, ...told: unknown[]) => void heard.push([name, ...told])
  return heard
}

describe('hooks', () => {
  it('are told of each change once', async () => {
    const heard = listen()
    const created = event('user.created', user('user_1'))
    const changed = event('user.updated', user('user_1', { firstName: 'Ada', updatedAt: later }), later)
    await deliver(functions, created, created, changed, changed)
    expect(heard).toMatchObject([
      ['onUserCreated', { workosUserId: 'user_1', firstName: null }],
      ['onUserUpdated', { workosUserId: 'user_1', firstName: 'Ada' }, { firstName: null }],
    ])
  })

  it('are told of nothing that is old, or that no column shows', async () => {
    await deliver(functions, event('user.created', user('user_1', { updatedAt: later })))
    const heard = listen()
    await deliver(functions, event('user.updated', user('user_1', { firstName: 'Old' })), event('user.updated', { ...user('user_1', { updatedAt: later }), metadata: { a: 'b' } }, later))
    expect(heard).toEqual([])
  })

  it('are told of all that goes with a user or an organization', async () => {
    await deliver(functions,
      event('user.created', user('user_1')),
      event('organization.created', organization('org_1')),
      event('organization.created', organization('org_2')),
      event('organization_membership.created', membership('om_1', { user: 'user_1', of: 'org_1' })),
      event('organization_membership.created', membership('om_2', { user: 'user_1', of: 'org_2' })),
    )
    const heard = listen()
    await deliver(functions, event('organization.deleted', organization('org_1'), later), event('user.deleted', { id: 'user_1' }, later))
    expect(heard).toMatchObject([
      ['onOrganizationDeleted', { workosId: 'org_1' }],
      ['onMembershipDeleted', { workosId: 'om_1' }],
      ['onUserDeleted', { workosUserId: 'user_1' }],
      ['onMembershipDeleted', { workosId: 'om_2' }],
    ])
  })

  it('write in the transaction of the row', async () => {
    hooks.onUserCreated = async (ctx, created) => {
      await ctx.db.insert('tasks', { userId: created._id, text: 'Look around', done: false })
    }
    hooks.onUserDeleted = async (ctx, deleted) => {
      for (const task of await ctx.db.query('tasks').withIndex('by_user', q => q.eq('userId', deleted._id)).collect()) await ctx.db.delete(task._id)
    }
    await deliver(functions, event('user.created', user('user_1')))
    expect(await rows(functions, 'tasks')).toMatchObject([{ text: 'Look around' }])
    await deliver(functions, event('user.deleted', user('user_1'), later))
    expect(await rows(functions, 'tasks')).toEqual([])
  })

  it('roll the event back when they throw, and it is applied when it comes again', async () => {
    let isBroken = true
    hooks.onUserCreated = async (ctx, created) => {
      await ctx.db.insert('tasks', { userId: created._id, text: 'Half done', done: false })
      if (isBroken) throw new Error('Broken')
    }
    const body = JSON.stringify(event('user.created', user('user_1')))
    // Convex answers an uncaught error with 500.
    await expect(post(functions, body)).rejects.toThrow('Broken')
    for (const table of ['users', 'processedEvents', 'tasks'] as const) expect(await rows(functions, table)).toEqual([])
    isBroken = false
    expect((await post(functions, body)).status).toBe(200)
    expect(await rows(functions, 'users')).toHaveLength(1)
    expect(await rows(functions, 'tasks')).toHaveLength(1)
  })
})
