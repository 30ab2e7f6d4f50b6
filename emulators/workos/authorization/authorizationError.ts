/** A refusal that travels to the application in the address of its callback (RFC 6749 section 4.1.2.1). */
export class AuthorizationError extends Error {
  constructor(readonly code: string, description: string) {
    super(description)
  }
}
