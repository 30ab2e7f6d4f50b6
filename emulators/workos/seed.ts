import type { Emulator } from './emulator'
import { totpSecretMail } from './mail/messages'
import type { Factor } from './objects/factor'

/** Older than anything that happens in the emulator. */
const SEEDED_AT = '2026-01-01T00:00:00.000Z'
const times = { created_at: SEEDED_AT, updated_at: SEEDED_AT }

/** The same ids in every run: rows that a backend stored yesterday still fit today. */
const seedId = (prefix: string, number: number) => `${prefix}_01SEED${String(number).padStart(20, '0')}`

const ACME = seedId('org', 1)
const GLOBEX = seedId('org', 2)
const INITECH = seedId('org', 3)

const organizations = [
  { id: ACME, name: 'Acme', domain: 'acme.com' },
  { id: GLOBEX, name: 'Globex', domain: 'globex.com' },
  { id: INITECH, name: 'Initech', domain: 'initech.com' },
]

/** Initech has two, so its people choose. */
const connections = [
  { organization_id: GLOBEX, connection_type: 'GenericSAML', name: 'Globex SSO' },
  { organization_id: INITECH, connection_type: 'OktaSAML', name: 'Initech Okta' },
  { organization_id: INITECH, connection_type: 'EntraIdOIDC', name: 'Initech Entra ID' },
]

const permissions = [
  { slug: 'tasks:write', name: 'Change tasks' },
  { slug: 'members:manage', name: 'Manage members' },
]

const roles = [
  { slug: 'admin', name: 'Admin', permissions: ['tasks:write', 'members:manage'] },
  { slug: 'member', name: 'Member', permissions: [] },
]

interface Person {
  readonly email: string
  readonly name: readonly [first: string, last: string]
  readonly verified?: boolean
  readonly memberships?: readonly { readonly organization: string, readonly role: string }[]
}

const people: readonly Person[] = [
  { email: 'ada@example.com', name: ['Ada', 'Lovelace'] },
  { email: 'grace@acme.com', name: ['Grace', 'Hopper'], memberships: [{ organization: ACME, role: 'admin' }] },
  { email: 'linus@acme.com', name: ['Linus', 'Pauling'], memberships: [{ organization: ACME, role: 'member' }] },
  {
    email: 'dual@example.com',
    name: ['Dual', 'Member'],
    memberships: [{ organization: ACME, role: 'member' }, { organization: GLOBEX, role: 'member' }],
  },
  { email: 'mfa@example.com', name: ['Mira', 'Factor'] },
  { email: 'unverified@example.com', name: ['Una', 'Verified'], verified: false },
  { email: 'homer@globex.com', name: ['Homer', 'Globex'], memberships: [{ organization: GLOBEX, role: 'member' }] },
  { email: 'peter@initech.com', name: ['Peter', 'Gibbons'], memberships: [{ organization: INITECH, role: 'member' }] },
]

/** Only `mfa@example.com` has an authenticator; the secret never changes, so an app keeps working. */
const TOTP: Factor = {
  id: seedId('auth_factor', 1),
  user_id: seedId('user', people.findIndex(({ email }) => email === 'mfa@example.com') + 1),
  type: 'totp',
  issuer: 'WorkOS emulator',
  account: 'mfa@example.com',
  secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
  confirmed: true,
  lastStep: null,
  ...times,
}

/** @param origins where the application runs; the first one is the default. */
export function seed({ store, mailbox }: Emulator, origins: readonly string[]): void {
  organizations.forEach((organization, index) => seedOrganization(store, organization, index + 1))
  permissions.forEach((permission, index) => store.permissions.insert({
    id: seedId('perm', index + 1), description: null, resource_type_slug: 'organization', system: false, ...permission, ...times,
  }))
  roles.forEach((role, index) => store.roles.insert({
    id: seedId('role', index + 1), description: null, resource_type_slug: 'organization', organization_id: null, ...role, ...times,
  }))
  people.forEach((person, index) => seedPerson(store, person, index + 1))
  connections.forEach((connection, index) => store.connections.insert({
    id: seedId('conn', index + 1), state: 'active', ...connection, ...times,
  }))
  store.factors.insert(TOTP)
  mailbox.send(totpSecretMail('mfa@example.com', TOTP))
  store.demandedSteps.insert({ id: 'unverified@example.com', steps: ['email_verification_required'] })
  seedRedirects(store, origins)
}

function seedOrganization(store: Emulator['store'], { id, name, domain }: typeof organizations[number], number: number): void {
  store.organizations.insert({
    id, name, external_id: null, metadata: {}, stripe_customer_id: null, allow_profiles_outside_organization: false, ...times,
  })
  store.organizationDomains.insert({
    id: seedId('org_domain', number),
    organization_id: id,
    domain,
    state: 'verified',
    verification_strategy: 'manual',
    verification_token: `seed-${number}`,
    verification_prefix: 'workos',
    ...times,
  })
}

function seedPerson(store: Emulator['store'], { email, name: [first_name, last_name], verified = true, memberships = [] }: Person, number: number): void {
  const { id } = store.users.insert({
    id: seedId('user', number),
    email,
    email_verified: verified,
    first_name,
    last_name,
    profile_picture_url: null,
    external_id: null,
    metadata: {},
    last_sign_in_at: null,
    locale: null,
    ...times,
  })
  memberships.forEach(({ organization, role }, index) => store.memberships.insert({
    id: seedId('om', number * 10 + index),
    user_id: id,
    organization_id: organization,
    status: 'active',
    directory_managed: false,
    custom_attributes: {},
    role_slugs: [role],
    ...times,
  }))
}

/** The application may also run on any port of this machine. */
function seedRedirects(store: Emulator['store'], origins: readonly string[]): void {
  const uris = [...origins, 'http://localhost:*'].map(origin => `${origin}/auth/callback`)
  uris.forEach((uri, index) => store.redirectUris.insert({ id: seedId('ruri', index + 1), uri, default: index === 0, ...times }))
}
