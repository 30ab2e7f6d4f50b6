import type { Emulator } from '../emulator'
import type { AuthorizationRequest } from '../objects/authorizationRequest'
import { UNKNOWN_PERSON, reportFailure, reportSso } from '../signIn/authenticationEvents'
import type { ClientDetails } from '../signIn/beginSignIn'
import { AuthorizationError } from './authorizationError'
import { errorUrl } from './callbackUrl'

/** Tells the world and the application that nobody was vouched for. @returns where the browser goes next. */
export function refuse(request: AuthorizationRequest, error: AuthorizationError, client: ClientDetails, emulator: Emulator): string {
  const { selection } = request
  const refusal = { code: error.code, message: error.message }
  if (selection.kind === 'provider') reportFailure('oauth', UNKNOWN_PERSON, client, refusal, emulator)
  if (selection.kind === 'connection') {
    const connection = emulator.store.connections.get(selection.connectionId)
    if (connection) reportSso({ status: 'failed', error: refusal }, connection, UNKNOWN_PERSON, client, emulator)
  }
  return errorUrl(request, error)
}

/** The person did not want to be known to the application. */
export const denied = () => new AuthorizationError('access_denied', 'The request was denied.')

/** Something broke at the other end. */
export const failed = ({ selection }: AuthorizationRequest) => selection.kind === 'provider'
  ? new AuthorizationError('oauth_failed', 'The authorization request failed at the provider.')
  : new AuthorizationError('server_error', 'The authorization request failed.')
