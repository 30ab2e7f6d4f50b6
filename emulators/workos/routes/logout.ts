import { sendRedirect, setResponseHeader } from 'h3'
import { z } from 'zod'
import type { Emulator } from '../emulator'
import { parseInput } from '../http/input'
import { readQuery } from '../http/query'
import { isRegisteredUrl } from '../http/registeredUrl'
import type { Route } from '../http/route'
import { endSession } from '../sessions/endSession'

const NO_HOMEPAGE = '/user_management/app-homepage-url-not-found'

const logoutInput = z.object({
  session_id: z.string().regex(/^session_\w+$/),
  return_to: z.string().optional(),
})

export const logoutRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/user_management/sessions/logout',
    summary: 'Ends a session in the browser and sends it to a registered address',
    access: 'open',
    handle: (event, emulator) => {
      const { session_id, return_to } = parseInput(logoutInput, Object.fromEntries(readQuery(event)))
      const session = emulator.store.sessions.get(session_id)
      if (session) endSession(session, emulator)
      return sendRedirect(event, destination(return_to, emulator))
    },
  },
  {
    method: 'GET',
    path: NO_HOMEPAGE,
    summary: 'The page people see when no sign-out redirect and no homepage is set',
    access: 'open',
    handle: (event) => {
      setResponseHeader(event, 'content-type', 'text/html; charset=utf-8')
      return '<!doctype html><title>No homepage</title><h1>Signed out</h1><p>Set a sign-out redirect or the app homepage URL.'
    },
  },
]

/** An address that is not registered is ignored: an open redirect would lend this host's name to anyone. */
function destination(returnTo: string | undefined, { settings, store, url }: Emulator): string {
  const { signOutRedirects } = settings.current()
  if (returnTo && signOutRedirects.some(registered => isRegisteredUrl(returnTo, registered))) return returnTo
  return signOutRedirects.find(registered => !registered.includes('*')) ?? store.homepage.url ?? url + NO_HOMEPAGE
}
