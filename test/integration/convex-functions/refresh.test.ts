import { beforeEach, expect, it, vi } from 'vitest'
import { startFunctions, type Functions } from './support/functions'
import { event, iso } from './support/objects'
import { rows } from './support/tables'
import { deliver, useSecret } from './support/webhooks'
import { useWorkos } from './support/workos'

const workos = useWorkos()
let functions: Functions
beforeEach(async () => {
  useSecret()
  functions = startFunctions()
  const { updated_at } = await workos.create('/authorization/roles', { slug: 'editor', name: 'Editor', description: 'May edit' })
  await tell('role.created', [], Date.parse(String(updated_at)))
  await expect.poll(() => rows(functions, 'roles')).toMatchObject([{ slug: 'editor', name: 'Editor', description: 'May edit', permissions: [] }])
})

/** As WorkOS sends it for a role of the environment: without its name. */
const tell = (name: string, permissions: string[], at: number) =>
  deliver(functions, event(name, { object: 'role', slug: 'editor', resource_type_slug: 'organization', permissions, created_at: iso(at), updated_at: iso(at) }, at))

it('a role is asked for when an event does not say its name', async () => {
  const { updated_at } = await workos.send('PATCH', '/authorization/roles/editor', { name: 'Chief editor' }) as { updated_at: string }
  await tell('role.updated', [], Date.parse(updated_at))
  await expect.poll(() => rows(functions, 'roles')).toMatchObject([{ name: 'Chief editor' }])
})

it('keeps its name while WorkOS does not answer', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  await workos.send('POST', '/_emulate/hooks', { method: 'GET', path: '/authorization/roles/editor', status: 500, count: 1 })
  await tell('role.updated', ['tasks:write'], Date.now() + 1000)
  expect(await rows(functions, 'roles')).toMatchObject([{ name: 'Editor', description: 'May edit', permissions: ['tasks:write'] }])
  await expect.poll(async () => (await workos.requests()).some(({ path, status }) => path === '/authorization/roles/editor' && status === 500)).toBe(true)
  expect(await rows(functions, 'roles')).toMatchObject([{ name: 'Editor', permissions: ['tasks:write'] }])
})
