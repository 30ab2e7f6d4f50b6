import type { OneTimeCode } from './oneTimeCode'

export interface MagicAuth extends OneTimeCode {
  readonly id: string
  readonly user_id: string
  readonly email: string
  readonly created_at: string
  readonly updated_at: string
}

export function presentMagicAuth({ attempts: _, usedAt: __, ...magicAuth }: MagicAuth) {
  return { object: 'magic_auth', ...magicAuth }
}

/** The code reaches a person by mail only, never a webhook receiver. */
export function presentMagicAuthInEvent(magicAuth: MagicAuth) {
  const { code: _, ...visible } = presentMagicAuth(magicAuth)
  return visible
}
