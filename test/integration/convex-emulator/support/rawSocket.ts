import { once } from 'node:events'
import { WebSocket } from 'ws'

export interface ReceivedMessage {
  type: string
  [field: string]: unknown
}

export interface RawSocket {
  socket: WebSocket
  received: ReceivedMessage[]
  send: (message: Record<string, unknown>) => void
  /** The next message that has not been taken yet and fits. */
  next: (type: string, where?: (message: ReceivedMessage) => boolean) => Promise<ReceivedMessage>
  closed: Promise<{ code: number, reason: string }>
}

/** A socket without a client behind it, for what no client would send. */
export async function openRawSocket(url: string, path = '/api/1.48.0/sync'): Promise<RawSocket> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}${path}`)
  const received: ReceivedMessage[] = []
  const taken = new Set<ReceivedMessage>()
  const waiting = new Set<() => void>()
  socket.on('message', (data) => {
    received.push(JSON.parse(String(data)) as ReceivedMessage)
    for (const check of waiting) check()
  })
  const closed = new Promise<{ code: number, reason: string }>((resolve) => {
    socket.once('close', (code, reason) => resolve({ code, reason: String(reason) }))
  })
  await once(socket, 'open')
  return {
    socket,
    received,
    send: message => socket.send(JSON.stringify(message)),
    closed,
    next: (type, where = () => true) => new Promise((resolve) => {
      const check = () => {
        const message = received.find(candidate => !taken.has(candidate) && candidate.type === type && where(candidate))
        if (!message) return
        taken.add(message)
        waiting.delete(check)
        resolve(message)
      }
      waiting.add(check)
      check()
    }),
  }
}

export const SESSION = '4d2b1f0e-6c1a-4b7e-9a7d-3f1a52c0a001'

export function connectMessage(sessionId = SESSION, fields: Record<string, unknown> = {}): Record<string, unknown> {
  return { type: 'Connect', sessionId, connectionCount: 0, lastCloseReason: 'InitialConnect', clientTs: Date.now(), ...fields }
}

export function addQuery(version: number, queryId: number, udfPath: string, args: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    type: 'ModifyQuerySet',
    baseVersion: version,
    newVersion: version + 1,
    modifications: [{ type: 'Add', queryId, udfPath, args: [args] }],
  }
}
