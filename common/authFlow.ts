/** What the sign-in pages know of a sign-in under way. */
export interface AuthFlowView {
  email: string | null
  /** Whether a code is on its way to `email`. */
  codeSent: boolean
  /** Why the last step failed, when it was a plain form post. */
  error: { code: string, message: string } | null
}

/** The answer of an auth route to a caller that asked for JSON. */
export type AuthAnswer =
  /** The next step is a page of this application. */
  | { next: string }
  /** The steps are over: load this address, so that nothing of the old identity stays in memory. */
  | { redirectTo: string }

/** The body of a refused request. */
export interface AuthFailure {
  code: string
  message: string
  /** Seconds. */
  retryAfter?: number
}
