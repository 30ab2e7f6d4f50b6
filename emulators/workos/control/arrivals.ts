import { type H3Event, sendRedirect } from 'h3'
import { z } from 'zod'
import { arrive } from '../authorization/arrivals'
import { errorUrl } from '../authorization/callbackUrl'
import { connectionProblem } from '../authorization/connectionProblem'
import { defaultRedirectUri, registeredRedirectUri } from '../authorization/redirectUri'
import type { Emulator } from '../emulator'
import { invalidParameters, notFound } from '../http/apiError'
import { emailAddress, parseInput } from '../http/input'
import { readQuery } from '../http/query'
import type { Route } from '../http/route'
import { sameEmail } from '../objects/user'

const idpInitiatedInput = z.object({ connection_id: z.string(), email: emailAddress })

const impersonationInput = z.object({
  email: emailAddress,
  impersonator: emailAddress.default('support@example.com'),
  reason: z.string().min(1).nullable().default(null),
  organization_id: z.string().nullable().default(null),
})

/** Links that a browser opens outside the application. Each ends at the callback, without a state. */
export const arrivalRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/_emulate/idp-initiated',
    summary: 'A click on the application\'s tile at a company: `?connection_id&email&redirect_uri?`',
    access: 'open',
    handle: (event, emulator) => {
      const query = readQuery(event)
      const { connection_id: connectionId, email } = parseInput(idpInitiatedInput, Object.fromEntries(query))
      const redirectUri = requireRedirectUri(query, emulator)
      const problem = connectionProblem(connectionId, email, emulator)
      if (problem) return sendRedirect(event, errorUrl({ redirectUri, state: null }, problem))
      return arrive(event, { by: 'connection', connectionId, email }, redirectUri, emulator)
    },
  },
  {
    method: 'GET',
    path: '/_emulate/impersonate',
    summary: 'The dashboard\'s "Impersonate user": `?email&impersonator?&reason?&organization_id?&redirect_uri?`',
    access: 'open',
    handle: impersonate,
  },
]

function impersonate(event: H3Event, emulator: Emulator) {
  const query = readQuery(event)
  const { email, impersonator, reason, organization_id: organizationId } = parseInput(impersonationInput, Object.fromEntries(query))
  const user = emulator.store.users.find(row => sameEmail(row.email, email))
  if (!user) throw notFound('User', email)
  const assertion = { by: 'dashboard', userId: user.id, organizationId, impersonator: { email: impersonator, reason } } as const
  return arrive(event, assertion, requireRedirectUri(query, emulator), emulator)
}

function requireRedirectUri(query: URLSearchParams, emulator: Emulator): string {
  const asked = query.get('redirect_uri')
  const redirectUri = asked === null ? defaultRedirectUri(emulator) : registeredRedirectUri(asked, emulator)
  if (redirectUri !== null) return redirectUri
  throw invalidParameters([{ field: 'redirect_uri', code: 'invalid_redirect_uri', message: 'No such redirect URI is registered.' }])
}
