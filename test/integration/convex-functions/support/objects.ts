/** Objects in WorkOS's own form (https://workos.com/docs/reference), with fields that the functions do not know. */

export const iso = (ms: number): string => new Date(ms).toISOString()

/** A moment to count from: what tests make is older than now. */
export const EPOCH = Date.UTC(2026, 0, 1)

interface Times { createdAt?: number, updatedAt?: number }

const times = ({ createdAt = EPOCH, updatedAt = createdAt }: Times) => ({ created_at: iso(createdAt), updated_at: iso(updatedAt) })

export function user(id: string, { email = `${id}@example.com`, firstName = null, ...when }: Times & { email?: string, firstName?: string | null } = {}) {
  return {
    object: 'user', id, email, email_verified: true, first_name: firstName, last_name: null, name: firstName, profile_picture_url: null,
    external_id: null, metadata: { 'straße': 'a key that no Convex object can have', '$set': 'nor this' }, last_sign_in_at: null, locale: null, ...times(when),
  }
}

export function organization(id: string, { name = id, domains = [] as object[], ...when }: Times & { name?: string, domains?: object[] } = {}) {
  return { object: 'organization', id, name, domains, metadata: {}, external_id: null, ...times(when) }
}

export function domain(id: string, { of, name = `${id}.example`, state = 'pending', ...when }: Times & { of: string, name?: string, state?: string }) {
  return { object: 'organization_domain', id, organization_id: of, domain: name, state, verification_strategy: 'dns', verification_token: 't', ...times(when) }
}

export function membership(id: string, { user, of, status = 'active', roles = ['member'], ...when }: Times & { user: string, of: string, status?: string, roles?: string[] }) {
  return {
    object: 'organization_membership', id, user_id: user, organization_id: of, status, directory_managed: false, custom_attributes: {},
    role: { slug: roles[0] }, roles: roles.map(slug => ({ slug })), ...times(when),
  }
}

export function invitation(id: string, { of, email = `${id}@example.com`, state = 'pending', at, expiresAt = EPOCH, ...when }: Times & { of: string | null, email?: string, state?: string, at?: number, expiresAt?: number }) {
  return {
    object: 'invitation', id, email, state, organization_id: of, inviter_user_id: null, accepted_user_id: null, role_slug: 'member',
    accepted_at: state === 'accepted' && at !== undefined ? iso(at) : null, revoked_at: state === 'revoked' && at !== undefined ? iso(at) : null,
    expires_at: iso(expiresAt), ...times(when),
  }
}

/** As events have it: without an id, and with the organization only when it has one. */
export function role(slug: string, { of = null, permissions = [], name = slug, ...when }: Times & { of?: string | null, permissions?: string[], name?: string } = {}) {
  return {
    object: of === null ? 'role' : 'organization_role', slug, name, description: null, permissions, resource_type_slug: 'organization',
    ...(of !== null && { organization_id: of }), ...times(when),
  }
}

export interface TestEvent {
  id: string
  event: string
  data: object
  created_at: string
}

let events = 0

/** Ids sort in the order of creation, as WorkOS's ULIDs do. */
export function event(name: string, data: object, at = EPOCH): TestEvent {
  return { id: `event_${String(++events).padStart(26, '0')}`, event: name, data, created_at: iso(at) }
}
