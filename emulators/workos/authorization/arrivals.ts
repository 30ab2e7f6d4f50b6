import { type H3Event, deleteCookie, getCookie, getRequestHost, sendRedirect, setCookie } from 'h3'
import type { Emulator } from '../emulator'
import type { Assertion } from '../objects/authorizationCode'
import type { Selection } from '../objects/authorizationRequest'
import { randomToken } from '../state/ids'
import { issueCode } from './issueCode'

const COOKIE = 'emulator_arrival'
const LIFETIME_MS = 10 * 60_000

/**
 * Brings somebody to the application who did not come from there: straight to the callback, with a code and no state; or,
 * with a sign-in URL, to the page where the application starts a flow of its own (WorkOS docs: sign-in endpoint).
 */
export function arrive(event: H3Event, assertion: Assertion, redirectUri: string, emulator: Emulator) {
  const { signInUrl } = emulator.settings.current()
  if (signInUrl === null) {
    return sendRedirect(event, issueCode(assertion, { redirectUri, state: null, codeChallenge: null, invitationToken: null }, emulator))
  }
  // The cookie has to be there when the application sends the browser back, which it does by this address.
  if (getRequestHost(event) !== new URL(emulator.url).host) return sendRedirect(event, emulator.url + event.path)
  const { id } = emulator.store.arrivals.insert({ id: randomToken(), assertion, expiresAt: emulator.clock.now() + LIFETIME_MS })
  setCookie(event, COOKIE, id, { httpOnly: true, sameSite: 'lax', path: '/', maxAge: LIFETIME_MS / 1000 })
  return sendRedirect(event, signInUrl)
}

/** Whoever arrived with this browser a moment ago is not asked again, once. */
export function takeArrival(event: H3Event, selection: Selection, { store, clock }: Emulator): Assertion | null {
  const arrival = store.arrivals.get(getCookie(event, COOKIE) ?? '')
  if (!arrival || arrival.expiresAt <= clock.now() || !answers(arrival.assertion, selection)) return null
  store.arrivals.delete(arrival.id)
  deleteCookie(event, COOKIE, { path: '/' })
  return arrival.assertion
}

/** An impersonator answers whatever is asked; a company's identity provider does not answer for another party. */
function answers(assertion: Assertion, selection: Selection): boolean {
  if (assertion.by !== 'connection') return true
  return selection.kind === 'hosted' || (selection.kind === 'connection' && selection.connectionId === assertion.connectionId)
}
