import { invalidToken } from './authFailure'
import type { Claims } from './readClaims'

const LEEWAY_SECONDS = 5

/** Expiry, not-before and issue time, each only if present, with five seconds of leeway both ways. */
export function requireCurrent({ exp, nbf, iat }: Claims, now: number): void {
  const seconds = Math.floor(now / 1000)
  if (exp !== undefined && seconds > Math.round(exp) + LEEWAY_SECONDS) {
    throw invalidToken(`Could not validate token: Token expired ${seconds - Math.round(exp)} seconds ago`)
  }
  for (const start of [nbf, iat]) {
    if (start !== undefined && Math.round(start) > seconds + LEEWAY_SECONDS) {
      throw invalidToken(`Could not validate token: Token will be valid in ${Math.round(start) - seconds} seconds`)
    }
  }
}
