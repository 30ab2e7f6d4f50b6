/** A connection of an organization's identity provider, as a visitor may choose it. */
export interface ConnectionChoice {
  id: string
  name: string
}

/**
 * What a sign-in under way waits for, as its page may know it. What WorkOS hands out to go on with
 * (the pending token, the ids of factors and challenges) stays in the sealed flow cookie.
 */
export type AuthStep =
  /** A code was mailed to the address. */
  | { kind: 'code' }
  /** The address must be proved with a mailed code. */
  | { kind: 'verify-email' }
  /** A code of the authenticator app. */
  | { kind: 'mfa' }
  /** An authenticator app must be set up: `uri` is what the QR code says, `secret` the same for typing, `qrCode` an image as a `data:` address. */
  | { kind: 'mfa-enroll', secret: string, uri: string, qrCode: string }
  | { kind: 'organization', organizations: { id: string, name: string }[] }
  /** The organization's own identity provider must be used; with several, one is chosen. */
  | { kind: 'sso', connections: ConnectionChoice[] }
  /** The organization accepts only these ways in. `providers` as in `POST /api/auth/oauth/:provider`. */
  | { kind: 'methods', magicCode: boolean, providers: string[], connections: ConnectionChoice[] }
  /** WorkOS wants to be sure: a code by mail. */
  | { kind: 'radar-email' }
  /** The same by text message: first the number, then the code. */
  | { kind: 'radar-sms', phoneNumber: string | null }

export type AuthStepKind = AuthStep['kind']

/** The page of each step. */
export const STEP_PAGES = {
  'code': '/login/code',
  'verify-email': '/login/verify-email',
  'mfa': '/login/mfa',
  'mfa-enroll': '/login/mfa/enroll',
  'organization': '/login/organization',
  'sso': '/login/sso',
  'methods': '/login/methods',
  'radar-email': '/login/challenge',
  'radar-sms': '/login/challenge',
} as const satisfies Record<AuthStepKind, string>

/** What a person typed into a form. Codes are not among it: they are typed anew. */
export interface EnteredFields {
  email?: string
  name?: string
  phoneNumber?: string
  text?: string
}

/** What the sign-in pages know of a sign-in under way. */
export interface AuthFlowView {
  email: string | null
  step: AuthStep | null
  /** The way in that this device used last, for example `magic-code`, `sso`, `google`. */
  lastMethod: string | null
  /** Why the last step failed, when it was a plain form post. */
  error: { code: string, message: string } | null
  /** What that form held, for the page to start with. Scripts keep it by themselves. */
  entered?: EnteredFields
  /** Whether another code was just sent because somebody asked for one. */
  codeResent?: boolean
}

/** The answer of an auth route to a caller that asked for JSON. */
export type AuthAnswer =
  /** The next step is a page of this application; `flow` is what it shows. */
  | { next: string, flow: AuthFlowView }
  /** The steps are over, or go on elsewhere: load this address, so that nothing of the old identity stays in memory. */
  | { redirectTo: string }

/** The body of a refused request. */
export interface AuthFailure {
  code: string
  message: string
  /** Seconds. */
  retryAfter?: number
  /** The page to go on from, when it is not the one that asked; it shows the message once more. */
  page?: string
}
