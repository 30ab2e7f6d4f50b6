/** One of the sessions that a person has somewhere, as `GET /api/auth/sessions` lists them. Times are ISO 8601. */
export interface ActiveSession {
  id: string
  /** Whether it is the session that asks. */
  isCurrent: boolean
  /** How it was begun, in WorkOS's words: `magic_code`, `oauth`, `sso`, `impersonation`, … */
  method: string
  ipAddress: string | null
  userAgent: string | null
  organizationId: string | null
  impersonator: { email: string, reason: string | null } | null
  createdAt: string
  expiresAt: string
}
