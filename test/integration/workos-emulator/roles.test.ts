import { describe, expect, it } from 'vitest'
import { ACME, GLOBEX, failure, useEmulator } from './startEmulator'

const emulator = useEmulator()
const authorization = () => emulator.workos.authorization

const slugs = (rows: readonly { slug: string }[]) => rows.map(({ slug }) => slug)

describe('roles of the environment', () => {
  it('are seeded', async () => {
    expect((await authorization().listEnvironmentRoles()).data).toMatchObject([
      { slug: 'admin', type: 'EnvironmentRole', permissions: ['tasks:write', 'members:manage'] },
      { slug: 'member', type: 'EnvironmentRole', permissions: [] },
    ])
  })

  it('are created, renamed and given permissions', async () => {
    await authorization().createEnvironmentRole({ slug: 'guest', name: 'Guest' })
    await authorization().updateEnvironmentRole('guest', { name: 'Visitor' })
    await authorization().setEnvironmentRolePermissions('guest', { permissions: ['tasks:write'] })
    expect(await authorization().getEnvironmentRole('guest')).toMatchObject({ name: 'Visitor', permissions: ['tasks:write'] })
  })

  it('have one slug each, and only permissions that exist', async () => {
    expect(await failure(authorization().createEnvironmentRole({ slug: 'admin', name: 'Again' }))).toMatchObject({ status: 409 })
    expect(await failure(authorization().setEnvironmentRolePermissions('admin', { permissions: ['nothing'] }))).toMatchObject({ status: 404 })
    expect(await failure(authorization().getEnvironmentRole('nobody'))).toMatchObject({ status: 404 })
  })
})

describe('roles of an organization', () => {
  it('are seen there and nowhere else', async () => {
    const created = await authorization().createOrganizationRole(ACME, { slug: 'org-auditor', name: 'Auditor' })
    expect(created).toMatchObject({ slug: 'org-auditor', type: 'OrganizationRole' })
    expect(slugs((await authorization().listOrganizationRoles(ACME)).data)).toEqual(['admin', 'member', 'org-auditor'])
    expect(slugs((await authorization().listOrganizationRoles(GLOBEX)).data)).toEqual(['admin', 'member'])
    await authorization().deleteOrganizationRole(ACME, 'org-auditor')
    expect(slugs((await authorization().listOrganizationRoles(ACME)).data)).toEqual(['admin', 'member'])
  })
})

describe('permissions', () => {
  it('are created, renamed, listed and deleted', async () => {
    const created = await authorization().createPermission({ slug: 'tasks:read', name: 'Read' })
    expect(await authorization().updatePermission('tasks:read', { name: 'Read tasks' })).toMatchObject({ id: created.id, name: 'Read tasks' })
    expect(slugs((await authorization().listPermissions({ order: 'asc' })).data)).toEqual(['tasks:write', 'members:manage', 'tasks:read'])
    await authorization().deletePermission('tasks:read')
    expect(await failure(authorization().getPermission('tasks:read'))).toMatchObject({ status: 404 })
  })

  it('disappear from roles when deleted', async () => {
    await authorization().deletePermission('tasks:write')
    expect(await authorization().getEnvironmentRole('admin')).toMatchObject({ permissions: ['members:manage'] })
  })

  it('have one slug each', async () => {
    expect(await failure(authorization().createPermission({ slug: 'tasks:write', name: 'Again' }))).toMatchObject({ status: 409 })
  })
})
