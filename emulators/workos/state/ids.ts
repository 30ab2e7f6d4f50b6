import { randomBytes, randomInt } from 'node:crypto'
import { monotonicFactory } from 'ulid'
import type { Clock } from './clock'

/** WorkOS ids: a prefix and a ULID, so that ids sort in the order of creation. */
export type NewId = (prefix: string) => string

export function createIds(clock: Clock): NewId {
  const nextUlid = monotonicFactory()
  return prefix => `${prefix}_${nextUlid(clock.now())}`
}

export const randomToken = (): string => randomBytes(24).toString('base64url')

export const sixDigits = (): string => randomInt(0, 1_000_000).toString().padStart(6, '0')
