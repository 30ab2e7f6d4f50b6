import { type H3Event, sendRedirect } from 'h3'
import { approve } from '../authorization/approve'
import { takeArrival } from '../authorization/arrivals'
import { AuthorizationError } from '../authorization/authorizationError'
import { errorUrl } from '../authorization/callbackUrl'
import { issueCode } from '../authorization/issueCode'
import { type AuthorizationParameters, readAuthorizationParameters } from '../authorization/parameters'
import { IDP_PATH } from '../authorization/providerPage'
import { registeredRedirectUri } from '../authorization/redirectUri'
import { selectionOf } from '../authorization/selection'
import type { Emulator } from '../emulator'
import { browserDetails } from '../http/browserDetails'
import { htmlPage } from '../http/htmlPage'
import { emailAddress } from '../http/input'
import { readQuery } from '../http/query'
import type { Route } from '../http/route'
import type { AuthorizationRequest } from '../objects/authorizationRequest'
import { UNKNOWN_PERSON, reportSso } from '../signIn/authenticationEvents'
import { randomToken } from '../state/ids'

const LIFETIME_MS = 10 * 60_000

export const authorizeRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/user_management/authorize',
    summary: 'Sends a browser to a provider, an SSO connection or the hosted page, all of them played by one page',
    access: 'open',
    handle: authorize,
  },
]

/** Without a known client and address nobody can be sent back, so that fault alone ends on a page (RFC 6749 section 4.1.2.1). */
function authorize(event: H3Event, emulator: Emulator): unknown {
  const query = readQuery(event)
  const redirectUri = registeredRedirectUri(query.get('redirect_uri'), emulator)
  if (query.get('client_id') !== emulator.clientId) return errorPage(event, 'This client ID is not valid.')
  if (redirectUri === null) return errorPage(event, 'This redirect URI is not registered.')
  const state = query.get('state')
  try {
    const request = open(readAuthorizationParameters(query), { redirectUri, state }, emulator)
    return sendRedirect(event, nextStop(request, event, emulator))
  }
  catch (error) {
    if (error instanceof AuthorizationError) return sendRedirect(event, errorUrl({ redirectUri, state }, error))
    throw error
  }
}

type Destination = Pick<AuthorizationRequest, 'redirectUri' | 'state'>

function open(parameters: AuthorizationParameters, destination: Destination, emulator: Emulator): AuthorizationRequest {
  return emulator.store.authorizationRequests.insert({
    id: randomToken(),
    ...destination,
    selection: selectionOf(parameters, emulator),
    codeChallenge: parameters.code_challenge ?? null,
    loginHint: parameters.login_hint ?? null,
    invitationToken: parameters.invitation_token ?? null,
    scopes: parameters.scopes,
    expiresAt: emulator.clock.now() + LIFETIME_MS,
  })
}

function nextStop(request: AuthorizationRequest, event: H3Event, emulator: Emulator): string {
  const client = browserDetails(event)
  const { selection, loginHint } = request
  const connection = selection.kind === 'connection' ? emulator.store.connections.get(selection.connectionId) : undefined
  if (connection) reportSso({ status: 'started' }, connection, UNKNOWN_PERSON, client, emulator)
  const arrived = takeArrival(event, selection, emulator)
  if (arrived) return issueCode(arrived, request, emulator)
  const { autoApprove } = emulator.settings.current()
  if (autoApprove === null) return `${IDP_PATH}/${request.id}`
  // A hint may be anything that a provider understands; only an address says who it is.
  const { data: email = autoApprove } = emailAddress.safeParse(loginHint)
  return approve(request, { email, emailVerified: true }, client, emulator)
}

const errorPage = (event: H3Event, problem: string) => htmlPage(event, {
  status: 400,
  title: 'Sign-in cannot start',
  body: `<p>${problem}</p>`,
})
