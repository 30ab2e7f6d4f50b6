/** The client broke the protocol in a way it cannot recover from: it is told, and stays away. */
export class FatalProtocolError extends Error {}

/** The socket cannot go on, but the client may come back with a new one (convex-backend crates/errors/src/lib.rs). */
export class CloseConnection extends Error {
  constructor(readonly closeCode: number, readonly closeReason: string) {
    super(closeReason)
  }
}

export function internalError(): CloseConnection {
  return new CloseConnection(1011, 'InternalServerError')
}
