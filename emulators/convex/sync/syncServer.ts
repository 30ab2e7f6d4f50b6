import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import type { WebSocket } from 'ws'
import type { Deployment } from '../deployment'
import { SyncConnection } from './connection'

const SYNC_PATH = /^\/api(?:\/([^/]+))?\/sync$/
const SEMVER = /^(\d+)\.(\d+)\.(\d+)(?:[-+].*)?$/
const SOCKET_PING_MS = 5_000
const SILENCE_LIMIT_MS = 120_000

/** Accepts WebSockets at `/api/<client version>/sync` and knows all that are open. */
export class SyncServer {
  private readonly sockets = new WebSocketServer({ noServer: true })
  private readonly connections = new Map<SyncConnection, WebSocket>()
  private nextId = 1

  constructor(private readonly deployment: Deployment) {}

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const match = SYNC_PATH.exec(pathname)
    if (!match) return refuse(socket, 404, 'Not Found')
    if (match[1] !== undefined && !isSupportedVersion(match[1])) return refuse(socket, 400, 'Bad Request')
    this.sockets.handleUpgrade(request, socket, head, webSocket => this.accept(webSocket, request, pathname))
  }

  /** As when the network drops: every client has to reconnect. */
  disconnectAll(): number {
    const open = [...this.connections.values()]
    for (const socket of open) socket.terminate()
    return open.length
  }

  private accept(webSocket: WebSocket, request: IncomingMessage, path: string): void {
    const client = { ip: request.socket.remoteAddress ?? null, userAgent: request.headers['user-agent'] ?? null }
    const connection = new SyncConnection(this.nextId++, this.deployment, client, webSocket)
    this.deployment.log.add(connection.id, { type: 'connect', path })
    this.connections.set(connection, webSocket)
    const stopWatching = dropWhenSilent(webSocket)
    webSocket.on('close', () => {
      stopWatching()
      this.connections.delete(connection)
    })
  }
}

function dropWhenSilent(webSocket: WebSocket): () => void {
  let lastHeard = Date.now()
  const heard = () => {
    lastHeard = Date.now()
  }
  webSocket.on('message', heard)
  webSocket.on('pong', heard)
  const timer = setInterval(() => {
    if (Date.now() - lastHeard > SILENCE_LIMIT_MS) webSocket.terminate()
    else webSocket.ping()
  }, SOCKET_PING_MS).unref()
  return () => clearInterval(timer)
}

/** Clients up to 0.19.1 speak an older protocol. */
function isSupportedVersion(version: string): boolean {
  const [, major, minor, patch] = (SEMVER.exec(version) ?? []).map(Number)
  if (major === undefined || minor === undefined || patch === undefined) return false
  return major > 0 || minor > 19 || (minor === 19 && patch > 1)
}

function refuse(socket: Duplex, status: number, text: string): void {
  socket.end(`HTTP/1.1 ${status} ${text}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
