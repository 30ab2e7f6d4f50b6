import { Secret, TOTP } from 'otpauth'
import type { Factor } from '../objects/factor'

/** Steps before and after the present one whose code is still right (RFC 6238 section 5.2: one for clocks that differ). */
const SKEW_STEPS = 1

type Seed = Pick<Factor, 'issuer' | 'account' | 'secret'>

/** The authenticator app of a factor, with what every app assumes: SHA-1, six digits, thirty seconds. */
export const authenticatorOf = ({ issuer, account, secret }: Seed): TOTP => new TOTP({ issuer, label: account, secret })

export const newTotpSecret = (): string => new Secret({ size: 20 }).base32

/** @param now milliseconds. @returns the time step whose code this is, or null when it is wrong. */
export function stepOfCode(seed: Seed, code: string, now: number): number | null {
  const authenticator = authenticatorOf(seed)
  const delta = authenticator.validate({ token: code, timestamp: now, window: SKEW_STEPS })
  return delta === null ? null : authenticator.counter({ timestamp: now }) + delta
}
