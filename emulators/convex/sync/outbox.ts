import { randomUUID } from 'node:crypto'
import type { WebSocket } from 'ws'
import type { ServerMessage, Transition } from './serverMessages'

const CHUNK_LENGTH = 5_000_000
const MAX_UNSENT_TRANSITIONS = 2
/** The service pings after 15 s of silence; a little earlier keeps that as an upper bound. */
const PING_AFTER_MS = 14_000

/** Sends messages, pings when there are none, and tells when the client reads too slowly. */
export class Outbox {
  private unsentTransitions = 0
  private waiting: (() => void)[] = []
  private pingTimer: NodeJS.Timeout

  constructor(private readonly socket: WebSocket) {
    this.pingTimer = this.startPingTimer()
  }

  send(message: Exclude<ServerMessage, Transition>): void {
    this.write(JSON.stringify(message))
  }

  sendTransition(transition: Transition): void {
    const text = JSON.stringify(transition)
    this.unsentTransitions += 1
    const sent = () => {
      this.unsentTransitions -= 1
      this.waiting.splice(0).forEach(resolve => resolve())
    }
    if (text.length <= CHUNK_LENGTH) return this.write(text, sent)
    const transitionId = randomUUID()
    const totalParts = Math.ceil(text.length / CHUNK_LENGTH)
    for (let partNumber = 0; partNumber < totalParts; partNumber++) {
      const chunk = text.slice(partNumber * CHUNK_LENGTH, (partNumber + 1) * CHUNK_LENGTH)
      this.write(JSON.stringify({ type: 'TransitionChunk', chunk, partNumber, totalParts, transitionId }), partNumber === totalParts - 1 ? sent : undefined)
    }
  }

  /** Resolves when fewer than two transitions are on their way. */
  async ready(): Promise<void> {
    while (this.unsentTransitions >= MAX_UNSENT_TRANSITIONS) {
      await new Promise<void>(resolve => this.waiting.push(resolve))
    }
  }

  stop(): void {
    clearTimeout(this.pingTimer)
    this.unsentTransitions = 0
    this.waiting.splice(0).forEach(resolve => resolve())
  }

  private write(text: string, sent?: () => void): void {
    clearTimeout(this.pingTimer)
    this.pingTimer = this.startPingTimer()
    this.socket.send(text, () => sent?.())
  }

  private startPingTimer(): NodeJS.Timeout {
    return setTimeout(() => this.send({ type: 'Ping' }), PING_AFTER_MS).unref()
  }
}
