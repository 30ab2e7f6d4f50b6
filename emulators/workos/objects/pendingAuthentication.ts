import type { SignIn } from '../signIn/signIn'

/** A sign-in that waits for its next step. The id is the opaque token that the client holds. */
export interface PendingAuthentication {
  readonly id: string
  readonly signIn: SignIn
  readonly expiresAt: number
}
