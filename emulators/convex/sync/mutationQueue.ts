import { convexToJson } from 'convex/values'
import { isExpired } from '../auth/identity'
import type { Identity } from '../auth/identity'
import { requestIdOfSession } from '../runtime/requestId'
import type { ClientMessage } from './clientMessages'
import type { SyncConnection } from './connection'
import { CloseConnection } from './protocolError'
import { readArgs } from './querySet'
import { readUdfPath } from './readUdfPath'
import type { MutationResponse } from './serverMessages'
import { encodeTs } from './timestamp'

type MutationMessage = Extract<ClientMessage, { type: 'Mutation' }>

const MAX_QUEUED = 1000

/** Runs the mutations of one client in order, one at a time. */
export class MutationQueue {
  /** Settles when the running mutation has been answered; null when none runs. */
  running: Promise<void> | null = null
  private readonly queue: { message: MutationMessage, path: string, identity: Identity }[] = []

  constructor(private readonly connection: SyncConnection) {}

  /** The identity is the one the client had when it sent the message, however long it waits here. */
  add(message: MutationMessage): void {
    const { connection } = this
    if (isExpired(connection.identity, Date.now())) return connection.expire()
    if (this.queue.length >= MAX_QUEUED) throw new CloseConnection(1013, 'TooManyConcurrentMutations')
    this.queue.push({ message, path: readUdfPath(message.udfPath), identity: connection.identity })
    if (!this.running) void this.drain()
  }

  private async drain(): Promise<void> {
    for (let next = this.queue.shift(); next && !this.connection.isClosed; next = this.queue.shift()) {
      const { message, path, identity } = next
      this.running = this.run(message, path, identity)
      await this.running
    }
    this.running = null
  }

  private async run(message: MutationMessage, path: string, identity: Identity): Promise<void> {
    const { connection } = this
    const { completedMutations } = connection.deployment
    try {
      const response = await completedMutations.once(connection.sessionId, message.requestId, () => this.execute(message, path, identity))
      connection.send(response)
      connection.updates.schedule()
    }
    catch (error) {
      connection.fail(error)
    }
  }

  private async execute({ requestId, args }: MutationMessage, path: string, identity: Identity): Promise<MutationResponse> {
    const { deployment, sessionId, id } = this.connection
    const outcome = await deployment.functions.run({
      path,
      kind: 'mutation',
      args: readArgs(args),
      identity,
      via: 'websocket',
      connection: id,
      client: this.connection.client,
      requestId: requestIdOfSession(sessionId, requestId),
    })
    const { logLines } = outcome
    if (!outcome.success) {
      const { message, data } = outcome.failure
      return { type: 'MutationResponse', requestId, success: false, result: message, ...(data !== undefined && { errorData: data }), ts: null, logLines }
    }
    const ts = encodeTs(deployment.database.latestTs())
    return { type: 'MutationResponse', requestId, success: true, result: convexToJson(outcome.value), ts, logLines }
  }
}
