export const PORTAL_INTENTS = ['sso', 'dsync', 'audit_logs', 'log_streams', 'domain_verification', 'certificate_renewal'] as const

export type PortalIntent = typeof PORTAL_INTENTS[number]

/** Leads a customer's administrator to one task of the Admin Portal. The id is the secret of its address. */
export interface PortalLink {
  readonly id: string
  readonly organizationId: string
  readonly intent: PortalIntent
  /** Where to go when nothing was done, or when there is no address for success. */
  readonly returnUrl: string | null
  readonly successUrl: string | null
  readonly expiresAt: number
}
