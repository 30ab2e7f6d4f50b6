import { getQuery, getRequestHeader } from 'h3'
import type { H3Event } from 'h3'
import { requireAdmin } from '../auth/adminKey'
import { AuthFailure } from '../auth/authFailure'
import { authenticateUser } from '../auth/authenticateUser'
import { NOBODY } from '../auth/identity'
import type { Identity } from '../auth/identity'
import type { Deployment } from '../deployment'
import { PlatformError } from './platformError'

const SHORTEST_HEADER = 'Bearer '.length

/** Who sends a request; a token that is not accepted fails it (convex-backend crates/local_backend/src/authentication.rs). */
export async function identityOfRequest(event: H3Event, deployment: Deployment): Promise<Identity> {
  const header = getRequestHeader(event, 'authorization')
  if (header !== undefined) return readAuthorization(header, deployment)
  const { adminKey } = getQuery(event)
  return typeof adminKey === 'string' ? requireAdmin(adminKey, deployment.options.adminKey) : NOBODY
}

export async function requireAdminRequest(event: H3Event, deployment: Deployment): Promise<Identity> {
  const identity = await identityOfRequest(event, deployment)
  if (identity.kind !== 'admin') throw new AuthFailure('BadAdminKey', 'The provided admin key was invalid for this instance', 403)
  return identity
}

export async function readAuthorization(header: string, deployment: Deployment): Promise<Identity> {
  if (header.length < SHORTEST_HEADER) throw new PlatformError(400, 'InvalidHeaderFailure', 'Invalid authentication header')
  const [, scheme, credentials = ''] = /^(\S+)\s*(.*)$/s.exec(header) ?? []
  switch (scheme?.toLowerCase()) {
    case 'bearer': return authenticateUser(credentials, deployment.providers, deployment.providerDocuments)
    case 'convex': return readAdminCredentials(credentials, deployment.options.adminKey)
    default: throw new PlatformError(400, 'InvalidAdminKey', 'Invalid admin key')
  }
}

/** `<admin key>` or `<admin key>:<base64 of the identity to act as>`. */
function readAdminCredentials(credentials: string, adminKey: string): Identity {
  const [key = '', actingAs] = credentials.split(':')
  if (actingAs === undefined) return requireAdmin(key, adminKey)
  return requireAdmin(key, adminKey, parseActingAs(actingAs))
}

function parseActingAs(base64: string): unknown {
  try {
    return JSON.parse(Buffer.from(base64, 'base64').toString('utf8'))
  }
  catch {
    throw new PlatformError(400, 'InvalidActingAs', 'The identity to act as is not base64 of JSON')
  }
}
