/** What the routes under `/api/native` say, for both sides of the wire. Depends on nothing, so that an app may copy this folder. */

export interface NativeUser {
  id: string
  email: string
  emailVerified: boolean
  firstName: string | null
  lastName: string | null
  profilePictureUrl: string | null
}

/** Who is signed in. What they may do is for Convex to say, and in the claims of the access token. */
export interface NativeSession {
  user: NativeUser
  sessionId: string
  organizationId: string | null
  role: string | null
  impersonator: { email: string, reason: string | null } | null
}

export interface NativeTokens {
  accessToken: string
  /** How long the access token was good for when it was sent, in ms: a device's clock may be wrong. */
  expiresIn: number
  /** Works once. Whoever holds it holds the session. */
  refreshToken: string
}

export interface NativeChoice {
  id: string
  name: string
}

/** What a sign-in waits for, and what `proceed` wants to go on with it. */
export type NativeStep =
  /** A code was mailed: `{ code }`. */
  | { kind: 'code' }
  /** The address must be proved with a mailed code: `{ code }`, or `{ resend: '1' }` for another one. */
  | { kind: 'verify-email' }
  /** A code of the authenticator app: `{ code }`. */
  | { kind: 'mfa' }
  /** An authenticator app must be set up, by `uri` or `secret`; `qrCode` is an SVG as a `data:` address: `{ code }`. */
  | { kind: 'mfa-enroll', secret: string, uri: string, qrCode: string }
  /** `{ organizationId }`. */
  | { kind: 'organization', organizations: NativeChoice[] }
  /** Only in the browser, through one of these connections: `signInWithBrowser({ connectionId })`. */
  | { kind: 'sso', connections: NativeChoice[] }
  /** The organization accepts only these ways in: begin again with one of them. */
  | { kind: 'methods', magicCode: boolean, providers: string[], connections: NativeChoice[] }
  /** WorkOS wants to be sure; a code was mailed: `{ code }`. */
  | { kind: 'radar-email' }
  /** The same by text message: `{ phoneNumber }` first, then `{ code }`. */
  | { kind: 'radar-sms', phoneNumber: string | null }

/** `continuation` is sealed: it stands for what has been proved so far, for ten minutes. */
export interface NativePending {
  step: NativeStep
  email: string | null
  continuation: string
}

export interface NativeSignedIn {
  session: NativeSession
  tokens: NativeTokens
}

/** The answer of every route that signs in. */
export type NativeAnswer = NativeSignedIn | NativePending

/** The answer of `POST /api/native/authorize`. */
export interface NativeAuthorization {
  /** To be opened in the system's browser. */
  url: string
  /** To be sent with the code that comes back. */
  continuation: string
}

/** The body of a refused request. */
export interface NativeFailure {
  code: string
  /** In the language of the request's Accept-Language. */
  message: string
  /** Seconds. */
  retryAfter?: number
}

/** The one code that ends a session on the device. Any other failure of a renewal passes. */
export const SESSION_ENDED = 'session_ended'
