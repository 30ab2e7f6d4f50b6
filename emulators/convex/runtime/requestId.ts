import { createHash, randomBytes } from 'node:crypto'

export function newRequestId(): string {
  return randomBytes(8).toString('hex')
}

/**
 * A mutation or action that a client repeats after a reconnect keeps its id
 * (convex-backend crates/common/src/execution_context.rs).
 */
export function requestIdOfSession(sessionId: string | null, requestId: number): string {
  if (sessionId === null) return newRequestId()
  return createHash('sha256').update(`${sessionId}|${requestId}`).digest('hex').slice(0, 16)
}
