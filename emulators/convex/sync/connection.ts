import type { WebSocket } from 'ws'
import { NOBODY } from '../auth/identity'
import type { Identity } from '../auth/identity'
import type { Deployment } from '../deployment'
import { handleMessage } from './handleMessage'
import { MutationQueue } from './mutationQueue'
import { Outbox } from './outbox'
import { CloseConnection, FatalProtocolError } from './protocolError'
import { QuerySet } from './querySet'
import type { ServerMessage, Transition, Version } from './serverMessages'
import { encodeTs } from './timestamp'
import { UpdateLoop } from './updateLoop'

/** One client on the sync protocol. Messages are handled strictly in order. */
export class SyncConnection {
  sessionId: string | null = null
  clockSkew: number | null = null
  /** As told in the last Transition; `querySet.version` and `identityVersion` are what the client has sent. */
  current: Version = { querySet: 0, identity: 0, ts: encodeTs(0n) }
  identity: Identity = NOBODY
  identityVersion = 0
  isClosed = false
  readonly querySet = new QuerySet()
  readonly updates = new UpdateLoop(this)
  readonly mutations = new MutationQueue(this)
  readonly outbox: Outbox
  private inbox = Promise.resolve()
  private closedBy: 'client' | 'server' = 'client'

  constructor(
    readonly id: number,
    readonly deployment: Deployment,
    readonly client: { ip: string | null, userAgent: string | null },
    private readonly socket: WebSocket,
  ) {
    this.outbox = new Outbox(socket)
    socket.on('message', data => this.receive(String(data)))
    socket.on('close', (code, reason) => this.onClose(code, String(reason)))
    socket.on('error', () => socket.terminate())
  }

  send(message: Exclude<ServerMessage, Transition>): void {
    if (!this.isClosed) this.outbox.send(message)
  }

  assume(identity: Identity): void {
    this.identity = identity
    this.identityVersion += 1
    this.updates.schedule()
  }

  /** `attempted` is whether an Authenticate was being handled. The base is what the client was last told. */
  refuse(error: string, attempted: boolean): void {
    const baseVersion = this.current.identity
    this.deployment.log.add(this.id, { type: 'authError', error, baseVersion, authUpdateAttempted: attempted })
    this.send({ type: 'AuthError', error, baseVersion, authUpdateAttempted: attempted })
    this.close()
  }

  /** Expiry is noticed only when the identity is needed; an idle client keeps its socket. */
  expire(): void {
    this.refuse('Convex token identity expired', false)
  }

  fail(error: unknown): void {
    if (error instanceof FatalProtocolError) {
      this.send({ type: 'FatalError', error: error.message })
      return this.close()
    }
    if (error instanceof CloseConnection) return this.close(error.closeCode, error.closeReason)
    console.error('[convex] A connection failed:', error)
    this.close(1011, 'InternalServerError')
  }

  /** Without a code the close frame is empty; what the client sends from now on is not read. */
  close(code?: number, reason?: string): void {
    if (this.isClosed) return
    this.stop('server')
    this.socket.close(code, reason)
  }

  private receive(text: string): void {
    const receivedAt = Date.now()
    this.inbox = this.inbox.then(async () => {
      if (this.isClosed) return
      await handleMessage(this, text, receivedAt)
    }).catch((error: unknown) => this.fail(error))
  }

  private onClose(code: number, reason: string): void {
    if (!this.isClosed) this.stop('client')
    this.deployment.log.add(this.id, { type: 'close', code, reason, by: this.closedBy })
  }

  private stop(by: 'client' | 'server'): void {
    this.isClosed = true
    this.closedBy = by
    this.outbox.stop()
    this.querySet.releaseAll()
  }
}
