import fc from 'fast-check'
import { SEED, type TestWorkos } from './workos'

/** Something done at the WorkOS emulator through its API. The numbers choose whom it is done to, if there is anybody. */
export interface Deed {
  what: keyof typeof DEEDS
  which: number
  other: number
}

type Act = (workos: TestWorkos, which: number, other: number) => Promise<unknown>

const users = '/user_management/users'
const memberships = '/user_management/organization_memberships'
const invitations = '/user_management/invitations'

const DEEDS = {
  'create user': (workos, which, other) => workos.send('POST', users, { email: `person-${which}-${other}@example.com` }),
  'change user': async (workos, which, other) => workos.send('PUT', `${users}/${await pick(workos, users, which)}`, { first_name: `Name ${other}` }),
  'delete user': async (workos, which) => workos.send('DELETE', `${users}/${await pick(workos, users, which)}`),
  'create organization': (workos, which, other) => workos.send('POST', '/organizations', { name: `Organization ${which}`, domain_data: other % 2 ? [{ domain: `d${which}-${other}.example`, state: 'pending' }] : [] }),
  'change organization': async (workos, which, other) => workos.send('PUT', `/organizations/${await pick(workos, '/organizations', which)}`, { name: `Name ${other}`, domain_data: [{ domain: `e${other}.example`, state: 'verified' }] }),
  'delete organization': async (workos, which) => workos.send('DELETE', `/organizations/${await pick(workos, '/organizations', which)}`),
  'add member': async (workos, which, other) => workos.send('POST', memberships, { user_id: await pick(workos, users, which), organization_id: await pick(workos, '/organizations', other) }),
  'change member': async (workos, which, other) => workos.send('PUT', `${memberships}/${await member(workos, which)}`, { role_slug: other % 2 ? 'admin' : 'member' }),
  'deactivate member': async (workos, which) => workos.send('PUT', `${memberships}/${await member(workos, which)}/deactivate`),
  'reactivate member': async (workos, which) => workos.send('PUT', `${memberships}/${await member(workos, which)}/reactivate`),
  'remove member': async (workos, which) => workos.send('DELETE', `${memberships}/${await member(workos, which)}`),
  'invite': async (workos, which, other) => workos.send('POST', invitations, { email: `guest-${which}-${other}@example.com`, organization_id: await pick(workos, '/organizations', which) }),
  'revoke invitation': async (workos, which) => workos.send('POST', `${invitations}/${await pick(workos, invitations, which)}/revoke`),
  'create role': (workos, which) => workos.send('POST', '/authorization/roles', { slug: `role-${which % 4}`, name: `Role ${which}` }),
  'change role': (workos, which, other) => workos.send('PUT', `/authorization/roles/role-${which % 4}/permissions`, { permissions: other % 2 ? ['tasks:write'] : [] }),
  'create own role': async (workos, which) => workos.send('POST', `/authorization/organizations/${SEED.acme}/roles`, { slug: `org-${which % 4}`, name: `Own ${which}` }),
  'delete own role': (workos, which) => workos.send('DELETE', `/authorization/organizations/${SEED.acme}/roles/org-${which % 4}`),
} satisfies Record<string, Act>

export const deeds: fc.Arbitrary<Deed[]> = fc.array(fc.record({
  what: fc.constantFrom(...Object.keys(DEEDS) as (keyof typeof DEEDS)[]),
  which: fc.nat(11),
  other: fc.nat(11),
}), { minLength: 10, maxLength: 40 })

/** Some cannot be done, as when there is nobody left; then nothing happens. */
export async function doAll(workos: TestWorkos, all: Deed[]): Promise<void> {
  for (const { what, which, other } of all) {
    const act: Act = DEEDS[what]
    await act(workos, which, other).catch(() => {})
  }
}

async function pick(workos: TestWorkos, path: string, which: number): Promise<string> {
  const all = await workos.list(path)
  const found = all[which % Math.max(1, all.length)]
  if (!found) throw new Error(`Nothing on the list ${path}`)
  return found.id
}

async function member(workos: TestWorkos, which: number): Promise<string> {
  const organization = await pick(workos, '/organizations', which)
  const all = await workos.list(memberships, { organization_id: organization, statuses: 'active,inactive,pending' })
  const found = all[which % Math.max(1, all.length)]
  if (!found) throw new Error('Nobody is a member')
  return found.id
}
