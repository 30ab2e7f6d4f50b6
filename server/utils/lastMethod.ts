import { getCookie, setCookie, type H3Event } from 'h3'
import { isCookieless } from './cookieless'
import { cookieOptions } from './cookieOptions'
import { dropHostOnlyCookie } from './hostOnlyCookie'
import { isProviderSlug, PROVIDERS } from './providers'

const COOKIE = 'last-method'
const MAX_AGE_S = 365 * 24 * 60 * 60

/** The way in that this device used last, for the page to point out. It says nothing about who it was. */
export function readLastMethod(event: H3Event): string | null {
  const method = getCookie(event, COOKIE)
  return method === 'magic-code' || method === 'sso' || isProviderSlug(method) ? method : null
}

export function writeLastMethod(event: H3Event, method: string): void {
  if (isCookieless(event)) return
  const options = { ...cookieOptions(event), sameSite: 'lax' as const, maxAge: MAX_AGE_S }
  setCookie(event, COOKIE, method, options)
  dropHostOnlyCookie(event, COOKIE, options)
}

/** Our name for the way in that WorkOS's answer names; undefined for those that are nobody's choice, such as impersonation. */
export function methodOf(authenticationMethod: string | undefined): string | undefined {
  if (authenticationMethod === 'MagicAuth') return 'magic-code'
  if (authenticationMethod === 'SSO') return 'sso'
  return Object.keys(PROVIDERS).filter(isProviderSlug).find(slug => PROVIDERS[slug] === authenticationMethod)
}
