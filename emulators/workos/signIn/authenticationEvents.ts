import type { Emulator } from '../emulator'
import type { ApiError } from '../http/apiError'
import type { ClientDetails } from './beginSignIn'

type Factor = 'magic_auth' | 'email_verification'

interface Person { readonly id: string | null, readonly email: string }

/** `authentication.<factor>_succeeded` or `_failed`: how one factor went, whatever step follows. */
export function reportSuccess(factor: Factor, person: Person, client: ClientDetails, { events }: Emulator): void {
  events.emit(`authentication.${factor}_succeeded`, { ...details(factor, person, client), status: 'succeeded' })
}

export function reportFailure(factor: Factor, person: Person, client: ClientDetails, error: ApiError, { events }: Emulator): void {
  const { code, message } = error.body
  events.emit(`authentication.${factor}_failed`, { ...details(factor, person, client), status: 'failed', error: { code, message } })
}

const details = (type: Factor, { id, email }: Person, client: ClientDetails) => ({
  type,
  user_id: id,
  email,
  ip_address: client.ip_address ?? null,
  user_agent: client.user_agent ?? null,
})
