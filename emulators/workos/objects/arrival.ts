import type { Assertion } from './authorizationCode'

/** Somebody on the way to the application who is known already; the application's sign-in page starts the flow. */
export interface Arrival {
  readonly id: string
  readonly assertion: Assertion
  readonly expiresAt: number
}
