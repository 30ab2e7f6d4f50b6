import { setTimeout as delay } from 'node:timers/promises'
import type { ConnectionChoice } from '../../common/authFlow'
import { createLog } from './log/log'
import { connectionsOfOrganization } from './ssoConnections'
import { workosReads } from './workos'

const log = createLog('auth')

const REMEMBERED_FOR_MS = 60_000
/** A page of consumer domains at the most; the oldest goes first. */
const MAX_REMEMBERED = 1_000

/** `legacy_verified` is on the wire (WorkOS API reference, Organization Domain), but not in the SDK's types. */
const VERIFIED = new Set<string>(['verified', 'legacy_verified'])

interface Discovery {
  connections: Promise<ConnectionChoice[]>
  until: number
}

/** What was found for each domain, shared by all requests: who has single sign-on is the same for everyone. */
const discoveries = new Map<string, Discovery>()

/**
 * The connections that people with addresses of a domain may use. Only domains that an organization
 * has proved to own count, or anybody could send other people's addresses to their own provider.
 *
 * @throws what the WorkOS SDK throws.
 */
export async function discoverSso(domain: string): Promise<ConnectionChoice[]> {
  const now = Date.now()
  const key = domain.toLowerCase()
  const known = discoveries.get(key)
  if (known && known.until > now) return await known.connections
  const connections = lookUp(key)
  discoveries.delete(key)
  discoveries.set(key, { connections, until: now + REMEMBERED_FOR_MS })
  connections.catch(() => discoveries.delete(key))
  for (const oldest of discoveries.keys()) {
    if (discoveries.size <= MAX_REMEMBERED) break
    discoveries.delete(oldest)
  }
  return await connections
}

async function lookUp(domain: string): Promise<ConnectionChoice[]> {
  const organizations = await workosReads().organizations.listOrganizations({ domains: [domain] })
  const owners = organizations.data.filter(({ domains }) =>
    domains.some(owned => owned.domain.toLowerCase() === domain && VERIFIED.has(owned.state)))
  return (await Promise.all(owners.map(({ id }) => connectionsOfOrganization(id)))).flat()
}

export function domainOf(email: string): string {
  return email.slice(email.lastIndexOf('@') + 1).toLowerCase()
}

/** Nobody waits longer than this, in ms, to learn that a code will do. */
const BUDGET_MS = 2_000

/**
 * The same for someone who is signing in: when WorkOS cannot say in time they get a code, and
 * single sign-on is asked for afterwards, by `sso_required`.
 */
export async function discoverSsoInTime(domain: string): Promise<ConnectionChoice[]> {
  const inTime = new AbortController()
  try {
    return await Promise.race([discoverSso(domain), delay(BUDGET_MS, [], { signal: inTime.signal })])
  }
  catch (error) {
    log.warn('single sign-on could not be discovered', { error })
    return []
  }
  finally {
    inTime.abort()
  }
}
