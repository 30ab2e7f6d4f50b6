import { appendResponseHeader, type H3Event } from 'h3'
import type { FetchContext } from 'ofetch'

/**
 * Requests that a page makes to its own server while it is rendered (`useFetch`, `useRequestFetch`)
 * are answered to the page, not to the browser. Cookies that such an answer sets, a renewed session
 * above all, are put into the page's own answer.
 */
export function forwardInnerCookies(event: H3Event): void {
  const request = event.$fetch
  if (!request) return
  event.$fetch = ((url: string, init?: Parameters<typeof request>[1]) => request(url, {
    ...init,
    onResponse: [copyCookies, init?.onResponse ?? []].flat(),
  })) as typeof request

  function copyCookies({ request: url, response }: FetchContext): void {
    if (typeof url !== 'string' || !url.startsWith('/')) return
    for (const cookie of response?.headers.getSetCookie() ?? []) appendResponseHeader(event, 'set-cookie', cookie)
  }
}
