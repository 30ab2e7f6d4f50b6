/** What somebody may just have done on the page of the organization, as `?done=` tells it. Each has a text `done.…`. */
export const CHANGES_DONE = ['created', 'invited', 'resent', 'revoked', 'removed', 'role', 'left', 'setup'] as const

export type ChangeDone = typeof CHANGES_DONE[number]

export function isChangeDone(value: unknown): value is ChangeDone {
  return (CHANGES_DONE as readonly unknown[]).includes(value)
}

/** What the Admin Portal of WorkOS helps a customer's administrator with, by WorkOS's own names. */
export const PORTAL_INTENTS = ['sso', 'domain_verification', 'dsync'] as const

export type PortalIntent = typeof PORTAL_INTENTS[number]
