import type { AuthorizationRequest } from '../objects/authorizationRequest'
import type { AuthorizationError } from './authorizationError'

type Destination = Pick<AuthorizationRequest, 'redirectUri' | 'state'>

export const codeUrl = (destination: Destination, code: string): string => callbackUrl(destination, { code })

export const errorUrl = (destination: Destination, { code, message }: AuthorizationError): string =>
  callbackUrl(destination, { error: code, error_description: message })

/** `state` comes back as it was sent, and not at all when there was none. */
function callbackUrl({ redirectUri, state }: Destination, answer: Readonly<Record<string, string>>): string {
  const url = new URL(redirectUri)
  for (const [name, value] of Object.entries(answer)) url.searchParams.set(name, value)
  if (state !== null) url.searchParams.set('state', state)
  return url.href
}
