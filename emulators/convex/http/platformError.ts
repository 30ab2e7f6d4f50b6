/** An error of the deployment itself, not of a function: `{code, message}` with an HTTP status. */
export class PlatformError extends Error {
  constructor(readonly status: number, readonly code: string, message: string) {
    super(message)
    this.name = 'PlatformError'
  }
}
