import { convexToJson } from 'convex/values'
import { isExpired } from '../auth/identity'
import { requestIdOfSession } from '../runtime/requestId'
import type { ClientMessage } from './clientMessages'
import type { SyncConnection } from './connection'
import { readArgs } from './querySet'
import { readUdfPath } from './readUdfPath'

/** Runs beside whatever else the client does; the next messages do not wait for it. */
export function runAction(connection: SyncConnection, message: Extract<ClientMessage, { type: 'Action' }>): void {
  if (isExpired(connection.identity, Date.now())) return connection.expire()
  const path = readUdfPath(message.udfPath)
  execute(connection, path, message).catch((error: unknown) => connection.fail(error))
}

async function execute(connection: SyncConnection, path: string, { requestId, args }: { requestId: number, args: Parameters<typeof readArgs>[0] }): Promise<void> {
  const { deployment, sessionId, identity, id, client } = connection
  const outcome = await deployment.functions.run({
    path,
    kind: 'action',
    args: readArgs(args),
    identity,
    via: 'websocket',
    connection: id,
    client,
    requestId: requestIdOfSession(sessionId, requestId),
  })
  const { logLines } = outcome
  if (outcome.success) {
    connection.send({ type: 'ActionResponse', requestId, success: true, result: convexToJson(outcome.value), logLines })
  }
  else {
    const { message, data } = outcome.failure
    connection.send({ type: 'ActionResponse', requestId, success: false, result: message, ...(data !== undefined && { errorData: data }), logLines })
  }
  connection.updates.schedule()
}
