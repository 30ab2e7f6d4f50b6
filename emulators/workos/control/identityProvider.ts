import { type H3Event, sendRedirect } from 'h3'
import { z } from 'zod'
import { approve } from '../authorization/approve'
import { IDP_PATH, providerPage } from '../authorization/providerPage'
import { denied, failed, refuse } from '../authorization/refuse'
import type { Emulator } from '../emulator'
import { browserDetails } from '../http/browserDetails'
import { htmlPage } from '../http/htmlPage'
import { emailAddress, readJson } from '../http/input'
import { pathParam } from '../http/param'
import type { Route } from '../http/route'
import type { AuthorizationRequest } from '../objects/authorizationRequest'
import { UNKNOWN_PERSON, reportSso } from '../signIn/authenticationEvents'

/** From the buttons of the page, or as JSON from a test without a browser. */
const answerInput = z.union([
  z.object({ outcome: z.enum(['deny', 'fail']) }),
  z.object({ email: emailAddress, unverified: z.union([z.boolean(), z.stringbool()]).default(false) }),
])

export const identityProviderRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: `${IDP_PATH}/:id`,
    summary: 'The page of the provider, the SSO connection or the hosted sign-in',
    access: 'open',
    handle: (event, emulator) => {
      const request = openRequest(event, emulator)
      return request ? htmlPage(event, providerPage(request, null, emulator)) : closedPage(event)
    },
  },
  {
    method: 'POST',
    path: `${IDP_PATH}/:id`,
    summary: 'Answers for the person: `{email, unverified?}` or `{outcome: deny | fail}`; redirects to the application',
    access: 'open',
    handle: async (event, emulator) => {
      const request = openRequest(event, emulator)
      if (!request) return closedPage(event)
      const answer = answerInput.safeParse(await readJson(event))
      if (!answer.success) return htmlPage(event, providerPage(request, 'That is not an email address.', emulator))
      return sendRedirect(event, nextStop(request, answer.data, event, emulator), 303)
    },
  },
]

function nextStop(request: AuthorizationRequest, answer: z.infer<typeof answerInput>, event: H3Event, emulator: Emulator): string {
  const client = browserDetails(event)
  if ('outcome' in answer) return refuse(request, answer.outcome === 'deny' ? denied() : failed(request), client, emulator)
  return approve(request, { email: answer.email, emailVerified: !answer.unverified }, client, emulator)
}

/** A person may go back and answer again, as long as the request lives. */
function openRequest(event: H3Event, emulator: Emulator): AuthorizationRequest | null {
  const { store, clock } = emulator
  const request = store.authorizationRequests.get(pathParam(event, 'id'))
  if (!request || request.expiresAt > clock.now()) return request ?? null
  store.authorizationRequests.delete(request.id)
  const { selection } = request
  const connection = selection.kind === 'connection' ? store.connections.get(selection.connectionId) : undefined
  if (connection) reportSso({ status: 'timed_out' }, connection, UNKNOWN_PERSON, browserDetails(event), emulator)
  return null
}

const closedPage = (event: H3Event) => htmlPage(event, {
  status: 410,
  title: 'This sign-in is over',
  body: '<p>It took too long, or the emulator was restarted. Go back to the application and start again.</p>',
})
