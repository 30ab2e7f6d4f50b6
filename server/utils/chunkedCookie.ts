import { deleteCookie, getCookie, parseCookies, setCookie, type H3Event } from 'h3'
import { isCookieless } from './cookieless'
import { dropHostOnlyCookie } from './hostOnlyCookie'

type CookieOptions = NonNullable<Parameters<typeof setCookie>[3]>

/** Browsers keep a cookie whose name and value have fewer bytes than this (RFC 6265bis, 5.6). */
export const COOKIE_BYTES = 4096
/** Leaves room for the name and a chunk's number. */
const CHUNK_BYTES = 3900
/** Node refuses requests with more than 16 KiB of headers. */
export const MAX_CHUNKS = 3

/**
 * A cookie that may be larger than one cookie can be. A value that fits is an ordinary cookie, which
 * other AuthKit applications can read; only a larger one is split, into `name.0`, `name.1` and so on.
 */
export function setChunkedCookie(event: H3Event, name: string, value: string, options: CookieOptions): void {
  if (isCookieless(event)) return
  const chunks = splitCookie(name, value)
  if (chunks.length > MAX_CHUNKS) {
    throw new Error(`The ${name} cookie would have ${value.length} bytes. Make the JWT template of the WorkOS environment smaller.`)
  }
  const names = chunks.length === 1 ? [name] : chunks.map((_, index) => `${name}.${index}`)
  for (const stale of cookieNames(event, name)) if (!names.includes(stale)) deleteCookie(event, stale, options)
  names.forEach((chunkName, index) => setCookie(event, chunkName, chunks[index] ?? '', options))
  for (const present of cookieNames(event, name)) dropHostOnlyCookie(event, present, options)
}

/** The cookies that a value becomes: one if it fits, else as many as it takes, which can be more than are allowed. */
export function splitCookie(name: string, value: string): string[] {
  if (name.length + value.length < COOKIE_BYTES) return [value]
  return value.match(new RegExp(`.{1,${CHUNK_BYTES}}`, 'gs')) ?? ['']
}

export function getChunkedCookie(event: H3Event, name: string): string | undefined {
  const whole = getCookie(event, name)
  if (whole) return whole
  const chunks = Array.from({ length: MAX_CHUNKS }, (_, index) => getCookie(event, `${name}.${index}`) ?? '')
  return chunks.join('') || undefined
}

export function deleteChunkedCookie(event: H3Event, name: string, options: CookieOptions): void {
  if (isCookieless(event)) return
  for (const present of new Set([name, ...cookieNames(event, name)])) {
    deleteCookie(event, present, options)
    dropHostOnlyCookie(event, present, options)
  }
}

/** The cookies of this request that are the value, or a chunk of it. */
function cookieNames(event: H3Event, name: string): string[] {
  return Object.keys(parseCookies(event)).filter(present => present === name || present.startsWith(`${name}.`))
}
