import fc from 'fast-check'
import { domain, EPOCH, event, invitation, iso, membership, organization, role, user, type TestEvent } from './objects'

/** Something that happens at WorkOS. `which` and `other` choose whom it happens to, if there is anybody. */
export interface Happening {
  what: keyof typeof HAPPENINGS
  which: number
  other: number
  /** Ms since the last one. Often none: changes can share a millisecond. */
  wait: number
  /** Whether the end of what goes with something else is told too, and whether a deleted object is told whole. */
  isTold: boolean
}

type Wire = Record<string, unknown> & { id?: string, updated_at: string }
type Objects = Map<string, Wire>

/** A WorkOS environment: it knows what is true in the end, and tells of every change on the way. */
export class World {
  readonly events: TestEvent[] = []
  readonly endedSessions = new Set<string>()
  readonly users: Objects = new Map()
  readonly organizations: Objects = new Map()
  readonly domains: Objects = new Map()
  readonly memberships: Objects = new Map()
  readonly invitations: Objects = new Map()
  readonly roles: Objects = new Map()
  now = EPOCH
  private ids = 0

  happen({ what, which, other, wait, isTold }: Happening): void {
    this.now += wait
    HAPPENINGS[what](this, { which, other, isTold })
  }

  newId(prefix: string): string {
    return `${prefix}_${++this.ids}`
  }

  tell(name: string, data: object): void {
    this.events.push(event(name, data, this.now))
  }

  add(objects: Objects, key: string, object: object, name: string): void {
    objects.set(key, object as Wire)
    this.tell(name, object)
  }

  change(objects: Objects, which: number, changes: object, name: string, wrap = (object: object): object => object): void {
    const found = pick(objects, which)
    if (!found) return
    const changed = { ...found.object, ...changes, updated_at: iso(this.now) }
    objects.set(found.key, changed)
    this.tell(name, wrap(changed))
  }

  remove(objects: Objects, key: string, name: string, isWhole: boolean): void {
    const object = objects.get(key)
    if (!objects.delete(key) || !object) return
    const { id, slug, organization_id } = object
    this.tell(name, isWhole ? object : { ...(id !== undefined && { id }), ...(slug !== undefined && { slug, organization_id }) })
  }

  /** Takes away what belonged to an object that is gone. */
  removeAll(objects: Objects, field: string, owner: string, name: string | null): void {
    for (const [key, object] of [...objects]) {
      if (object[field] !== owner) continue
      if (name === null) objects.delete(key)
      else this.remove(objects, key, name, true)
    }
  }
}

interface Choice { which: number, other: number, isTold: boolean }

const HAPPENINGS = {
  'sign up': world => create(world, world.users, 'user', id => user(id, { createdAt: world.now }), 'user.created'),
  'change profile': (world, { which, other }) => world.change(world.users, which, { first_name: `name ${other}` }, 'user.updated'),
  'verify address': (world, { which }) => world.change(world.users, which, { email_verified: true, email: `new@${which}.example` }, 'user.updated'),
  'touch user': (world, { which, other }) => world.change(world.users, which, { metadata: { unknown: String(other) } }, 'user.updated'),
  'delete user': (world, { which, isTold }) => {
    const key = pick(world.users, which)?.key
    if (!key) return
    world.removeAll(world.memberships, 'user_id', key, isTold ? 'organization_membership.deleted' : null)
    world.remove(world.users, key, 'user.deleted', isTold)
  },
  'found organization': world => create(world, world.organizations, 'org', id => organization(id, { createdAt: world.now }), 'organization.created'),
  'rename organization': (world, { which, other }) => {
    const id = pick(world.organizations, which)?.key
    const domains = [...world.domains.values()].filter(({ organization_id }) => organization_id === id)
    world.change(world.organizations, which, { name: `name ${other}`, domains }, 'organization.updated')
  },
  'delete organization': (world, { which, isTold }) => {
    const key = pick(world.organizations, which)?.key
    if (!key) return
    world.removeAll(world.memberships, 'organization_id', key, isTold ? 'organization_membership.deleted' : null)
    world.removeAll(world.domains, 'organization_id', key, isTold ? 'organization_domain.deleted' : null)
    world.removeAll(world.roles, 'organization_id', key, isTold ? 'organization_role.deleted' : null)
    world.removeAll(world.invitations, 'organization_id', key, null)
    world.remove(world.organizations, key, 'organization.deleted', isTold)
  },
  'add domain': (world, { which }) => {
    const of = pick(world.organizations, which)?.key
    if (of) create(world, world.domains, 'org_domain', id => domain(id, { of, createdAt: world.now }), 'organization_domain.created')
  },
  'verify domain': (world, { which }) => world.change(world.domains, which, { state: 'verified' }, 'organization_domain.verified'),
  'update domain': (world, { which, other }) => world.change(world.domains, which, { state: other % 2 ? 'pending' : 'unverified' }, 'organization_domain.updated'),
  'fail domain': (world, { which }) => world.change(world.domains, which, { state: 'failed' }, 'organization_domain.verification_failed', failed => ({ reason: 'domain_verification_period_expired', organization_domain: failed })),
  'remove domain': (world, { which, isTold }) => removeOne(world, world.domains, which, 'organization_domain.deleted', isTold),
  'add member': (world, { which, other }) => {
    const [member, of] = [pick(world.users, which)?.key, pick(world.organizations, other)?.key]
    const isMember = [...world.memberships.values()].some(({ user_id, organization_id }) => user_id === member && organization_id === of)
    if (member && of && !isMember) create(world, world.memberships, 'om', id => membership(id, { user: member, of, createdAt: world.now }), 'organization_membership.created')
  },
  'change role of member': (world, { which, other }) => world.change(world.memberships, which, rolesOf(other), 'organization_membership.updated'),
  'deactivate member': (world, { which }) => world.change(world.memberships, which, { status: 'inactive' }, 'organization_membership.updated'),
  'reactivate member': (world, { which }) => world.change(world.memberships, which, { status: 'active' }, 'organization_membership.updated'),
  'remove member': (world, { which, isTold }) => removeOne(world, world.memberships, which, 'organization_membership.deleted', isTold),
  'invite': (world, { which, other }) => {
    const of = other % 3 ? pick(world.organizations, which)?.key ?? null : null
    create(world, world.invitations, 'invitation', id => invitation(id, { of, createdAt: world.now, expiresAt: world.now + 1000 }), 'invitation.created')
  },
  'accept invitation': (world, { which }) => world.change(world.invitations, which, { state: 'accepted', accepted_at: iso(world.now) }, 'invitation.accepted'),
  'revoke invitation': (world, { which }) => world.change(world.invitations, which, { state: 'revoked', revoked_at: iso(world.now) }, 'invitation.revoked'),
  'invite again': (world, { which }) => world.change(world.invitations, which, { expires_at: iso(world.now + 5000) }, 'invitation.resent'),
  'create role': (world, { which }) => createRole(world, `role-${which % 5}`, null),
  'create own role': (world, { which, other }) => {
    const of = pick(world.organizations, other)?.key
    if (of) createRole(world, `role-${which % 3}`, of)
  },
  'change role': (world, { which, other }) => {
    const name = pick(world.roles, which)?.object.organization_id === undefined ? 'role.updated' : 'organization_role.updated'
    world.change(world.roles, which, { permissions: other % 2 ? ['tasks:write'] : [], name: `name ${other}` }, name)
  },
  'delete role': (world, { which, isTold }) => {
    const found = pick(world.roles, which)
    if (found) world.remove(world.roles, found.key, found.object.organization_id === undefined ? 'role.deleted' : 'organization_role.deleted', isTold)
  },
  'end session': (world, { which }) => {
    const id = `session_${which % 50}`
    world.endedSessions.add(id)
    world.tell('session.revoked', { object: 'session', id, user_id: `user_${which}`, status: 'revoked' })
  },
  'something else': world => world.tell('authentication.password_succeeded', { user_id: 'user_1' }),
} satisfies Record<string, (world: World, choice: Choice) => void>

function pick(objects: Objects, which: number): { key: string, object: Wire } | undefined {
  const entry = [...objects][which % Math.max(1, objects.size)]
  return entry && { key: entry[0], object: entry[1] }
}

function create(world: World, objects: Objects, prefix: string, make: (id: string) => object, name: string): void {
  const id = world.newId(prefix)
  world.add(objects, id, make(id), name)
}

function removeOne(world: World, objects: Objects, which: number, name: string, isWhole: boolean): void {
  const key = pick(objects, which)?.key
  if (key) world.remove(objects, key, name, isWhole)
}

/** A slug is free again once its role is gone, but not within the same millisecond. */
function createRole(world: World, slug: string, of: string | null): void {
  world.now++
  const key = `${of ?? ''} ${slug}`
  if (!world.roles.has(key)) world.add(world.roles, key, role(slug, { of, createdAt: world.now }), of === null ? 'role.created' : 'organization_role.created')
}

function rolesOf(which: number) {
  const roles = [{ slug: `role-${which % 5}` }, ...(which % 3 ? [] : [{ slug: 'second' }])]
  return { role: roles[0], roles }
}

export const happening: fc.Arbitrary<Happening> = fc.record({
  what: fc.constantFrom(...Object.keys(HAPPENINGS) as (keyof typeof HAPPENINGS)[]),
  which: fc.nat(11),
  other: fc.nat(11),
  wait: fc.oneof(fc.constant(0), fc.constant(0), fc.nat(500)),
  isTold: fc.boolean(),
})

const BEGINNING = ['sign up', 'sign up', 'sign up', 'found organization', 'found organization', 'add member', 'add member', 'add member'] as const

/** A world in which all that happened, or as much of it as is told in so many events. */
export function worldOf(happenings: Happening[], atMost = Infinity): World {
  const world = new World()
  BEGINNING.forEach((what, index) => world.happen({ what, which: index, other: index, wait: 1, isTold: true }))
  for (const next of happenings) {
    if (world.events.length >= atMost) break
    world.happen(next)
  }
  return world
}

/** The events in another order, a quarter of them twice; the same for the same seed. */
export function shuffled(events: TestEvent[], seed: number): TestEvent[] {
  const random = randomNumbers(seed)
  const all = events.flatMap(told => random() < 0.25 ? [told, told] : [told])
  return all.map(told => ({ told, key: random() })).sort((a, b) => a.key - b.key).map(({ told }) => told)
}

/** Mulberry32: small, and the same on every machine. */
function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6D2B79F5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
