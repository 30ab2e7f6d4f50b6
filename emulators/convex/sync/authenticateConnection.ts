import { requireAdmin } from '../auth/adminKey'
import { AuthFailure } from '../auth/authFailure'
import { authenticateUser } from '../auth/authenticateUser'
import { NOBODY, userAttributes } from '../auth/identity'
import type { Identity } from '../auth/identity'
import type { Authenticate } from './clientMessages'
import type { SyncConnection } from './connection'
import { CloseConnection, internalError } from './protocolError'

/** Failures the client can react to with another token; others close the socket and it tries again. */
const TOLD_TO_CLIENT = [400, 401, 403]

/** Each Authenticate adds exactly one to the identity version (convex-backend crates/sync/src/worker.rs). */
export async function authenticateConnection(connection: SyncConnection, message: Authenticate): Promise<void> {
  if (message.baseVersion !== connection.identityVersion) throw internalError()
  const { log } = connection.deployment
  try {
    const identity = await readIdentity(connection, message)
    log.add(connection.id, { type: 'authenticate', tokenType: message.tokenType, outcome: 'accepted', identity: userAttributes(identity)?.tokenIdentifier ?? null, error: null })
    connection.assume(identity)
  }
  catch (error) {
    if (!(error instanceof AuthFailure)) throw error
    log.add(connection.id, { type: 'authenticate', tokenType: message.tokenType, outcome: 'rejected', identity: null, error: error.message })
    if (!TOLD_TO_CLIENT.includes(error.status)) throw new CloseConnection(closeCodeOf(error.status), error.code)
    connection.refuse(error.message, true)
  }
}

function readIdentity({ deployment }: SyncConnection, message: Authenticate): Promise<Identity> | Identity {
  switch (message.tokenType) {
    case 'None': return NOBODY
    case 'Admin': return requireAdmin(message.value, deployment.options.adminKey, message.impersonating ?? message.acting_as)
    case 'User': return authenticateUser(message.value, deployment.providers, deployment.providerDocuments)
  }
}

function closeCodeOf(status: number): number {
  if (status === 404) return 1000
  return status === 429 || status === 503 ? 1013 : 1011
}
