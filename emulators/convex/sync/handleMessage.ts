import { authenticateConnection } from './authenticateConnection'
import { clientMessage } from './clientMessages'
import type { ClientMessage } from './clientMessages'
import type { SyncConnection } from './connection'
import { FatalProtocolError, internalError } from './protocolError'
import { runAction } from './runAction'
import { decodeTs } from './timestamp'

export async function handleMessage(connection: SyncConnection, text: string, receivedAt: number): Promise<void> {
  const message = parseMessage(text)
  connection.deployment.log.add(connection.id, { type: 'message', message: withoutSecret(message) })
  switch (message.type) {
    case 'Connect':
      connection.sessionId = message.sessionId
      connection.clockSkew = message.clientTs == null ? null : Math.round(message.clientTs - receivedAt)
      // A client that has seen the future would never accept what this deployment can tell it.
      if (message.maxObservedTimestamp != null && decodeTs(message.maxObservedTimestamp) > connection.deployment.database.latestTs()) throw internalError()
      return
    case 'ModifyQuerySet':
      connection.querySet.modify(message)
      return connection.updates.schedule()
    case 'Mutation': return connection.mutations.add(message)
    case 'Action': return runAction(connection, message)
    case 'Authenticate':
      await authenticateConnection(connection, message)
      return
    case 'Event': return
  }
}

function parseMessage(text: string): ClientMessage {
  let json: unknown
  try {
    json = JSON.parse(text)
  }
  catch (error) {
    throw invalid(error)
  }
  const parsed = clientMessage.safeParse(json)
  if (!parsed.success) throw invalid(parsed.error.issues[0])
  return parsed.data
}

function invalid(why: unknown): FatalProtocolError {
  const text = typeof why === 'object' && why !== null && 'message' in why ? String(why.message) : String(why)
  return new FatalProtocolError(`Received Invalid JSON on websocket: ${text}`)
}

/** The log is open to everybody on this machine; tokens and admin keys stay out of it. */
function withoutSecret(message: ClientMessage): Record<string, unknown> {
  return 'value' in message ? { ...message, value: '…' } : message
}
