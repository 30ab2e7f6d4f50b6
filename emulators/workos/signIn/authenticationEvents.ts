import type { Emulator } from '../emulator'
import type { ApiError } from '../http/apiError'
import type { ClientDetails } from './beginSignIn'

export type AuthenticationFactor = 'magic_auth' | 'email_verification' | 'mfa'

export interface Person { readonly id: string | null, readonly email: string }

/** `authentication.<factor>_succeeded` or `_failed`: how one factor went, whatever step follows. */
export function reportSuccess(factor: AuthenticationFactor, person: Person, client: ClientDetails, { events }: Emulator): void {
  events.emit(`authentication.${factor}_succeeded`, { ...details(factor, person, client), status: 'succeeded' })
}

export function reportFailure(factor: AuthenticationFactor, person: Person, client: ClientDetails, error: ApiError, { events }: Emulator): void {
  const { code, message } = error.body
  events.emit(`authentication.${factor}_failed`, { ...details(factor, person, client), status: 'failed', error: { code, message } })
}

const details = (type: AuthenticationFactor, { id, email }: Person, client: ClientDetails) => ({
  type,
  user_id: id,
  email,
  ip_address: client.ip_address ?? null,
  user_agent: client.user_agent ?? null,
})
