import { beforeAll, describe, expect, inject, it } from 'vitest'
import { z } from 'zod'
import { PEOPLE, PERMISSION_MATRIX, ROLES, type MatrixTasks, type Person } from '../support/permissionMatrix'
import { createSignedInVisitor, createVisitor, newAddress, type Visitor } from '../support/visitor'

const stack = inject('stack')

/** The route that does what a function of the matrix does, for those without scripts. */
const ROUTES: Record<string, (args: Record<string, unknown>) => [path: string, body: Record<string, unknown>]> = {
  'tasks:add': ({ text }) => ['/api/tasks', { text }],
  'tasks:toggle': ({ id, done }) => [`/api/tasks/${String(id)}/toggle`, done ? { done: 'on' } : {}],
  'tasks:remove': ({ id }) => [`/api/tasks/${String(id)}/remove`, {}],
}

const rows = PERMISSION_MATRIX.flatMap((row) => {
  const route = ROUTES[row.function]
  return route ? [{ ...row, route }] : []
})

async function addTask(visitor: Visitor, text: string): Promise<string> {
  return z.object({ id: z.string() }).parse(await (await visitor.postJson('/api/tasks', { text })).json()).id
}

describe.each(PEOPLE)('%s', (person: Person) => {
  let visitor: Visitor
  /** Somebody who may write where this person reads. */
  let writer: Visitor
  let stranger: Visitor

  beforeAll(async () => {
    visitor = person === 'visitor' ? createVisitor(stack.url) : await createSignedInVisitor(stack, person)
    writer = ROLES[person] || person === 'visitor' ? await createSignedInVisitor(stack, 'grace@acme.com') : visitor
    stranger = await createSignedInVisitor(stack, newAddress('stranger'))
  })

  it.each(rows)('by the route: $operation', async ({ route, args, outcome }) => {
    const tasks: MatrixTasks = { own: await addTask(writer, 'Of the matrix'), foreign: await addTask(stranger, 'Of a stranger') }
    const response = await visitor.postJson(...route(args(tasks)))
    const body = await response.json() as { code?: string }
    expect(response.ok ? 'works' : body.code).toBe(outcome[person])
  })

  it('is offered on the page what works, and nothing else', async () => {
    if (person === 'visitor') return
    await addTask(writer, 'For the page')
    const page = await (await visitor.request('/tasks')).text()
    const may = (operation: string) => rows.find(row => row.operation === operation)?.outcome[person] === 'works'
    expect(page).toContain('For the page')
    expect(page.includes('action="/api/tasks"')).toBe(may('add a task'))
    expect(/action="\/api\/tasks\/[^"]+\/remove"/.test(page)).toBe(may('delete a task'))
    expect(/<input[^>]*type="checkbox"[^>]*disabled/.test(page)).toBe(!may('tick a task off'))
  })
})
