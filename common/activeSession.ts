/** What a browser says of itself; null where it does not, or is not known. */
export interface Device {
  /** Such as `Firefox`. */
  browser: string | null
  /** Such as `Windows`. */
  system: string | null
}

/** One of the sessions that a person has somewhere, as `GET /api/auth/sessions` lists them. Times are ISO 8601. */
export interface ActiveSession {
  id: string
  /** Whether it is the session that asks. */
  isCurrent: boolean
  /** How it was begun, in WorkOS's words: `magic_code`, `oauth`, `sso`, `impersonation`, … */
  method: string
  ipAddress: string | null
  userAgent: string | null
  device: Device
  organizationId: string | null
  impersonator: { email: string, reason: string | null } | null
  createdAt: string
  expiresAt: string
}
