import type { Emulator } from '../emulator'
import type { ApiError } from '../http/apiError'
import type { Connection } from '../objects/connection'
import type { ClientDetails } from './beginSignIn'

export type AuthenticationFactor = 'magic_auth' | 'email_verification' | 'oauth' | 'mfa'

export interface Person { readonly id: string | null, readonly email: string | null }

export interface Refusal { readonly code: string, readonly message: string }

/** Before a provider has answered, nobody knows who it is. */
export const UNKNOWN_PERSON: Person = { id: null, email: null }

/** `authentication.<factor>_succeeded` or `_failed`: how one factor went, whatever step follows. */
export function reportSuccess(factor: AuthenticationFactor, person: Person, client: ClientDetails, { events }: Emulator): void {
  events.emit(`authentication.${factor}_succeeded`, { ...details(factor, person, client), status: 'succeeded' })
}

export function reportFailure(factor: AuthenticationFactor, person: Person, client: ClientDetails, error: Refusal, { events }: Emulator): void {
  events.emit(`authentication.${factor}_failed`, { ...details(factor, person, client), status: 'failed', error })
}

type SsoOutcome =
  | { readonly status: 'started' | 'succeeded' | 'timed_out' }
  | { readonly status: 'failed', readonly error: Refusal }

/** SSO also tells when it began and when nobody came back. */
export function reportSso(outcome: SsoOutcome, connection: Connection, person: Person, client: ClientDetails, { events }: Emulator): void {
  const sso = { organization_id: connection.organization_id, connection_id: connection.id, session_id: null }
  events.emit(`authentication.sso_${outcome.status}`, { ...details('sso', person, client), ...outcome, sso })
}

/** The same fields, whichever shape the error has on the wire. */
export function refusalOf({ body }: ApiError): Refusal {
  return { code: String(body.code ?? body.error), message: String(body.message ?? body.error_description) }
}

const details = (type: AuthenticationFactor | 'sso', { id, email }: Person, client: ClientDetails) => ({
  type,
  user_id: id,
  email,
  ip_address: client.ip_address ?? null,
  user_agent: client.user_agent ?? null,
})
