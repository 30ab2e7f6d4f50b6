/** Why a token was not accepted. `status` decides how it is told (HTTP status, WebSocket close). */
export class AuthFailure extends Error {
  constructor(readonly code: string, message: string, readonly status = 401) {
    super(message)
    this.name = 'AuthFailure'
  }
}

export function invalidToken(message: string): AuthFailure {
  return new AuthFailure('InvalidAuthHeader', message)
}
