export interface CachedResponse {
  status: number
  statusText: string
  contentType: string | null
  body: string
}

/**
 * Documents of identity providers, kept as long as their HTTP cache headers allow: without any,
 * each use fetches again (convex-backend crates/http_client/src/lib.rs).
 */
export class HttpCache {
  private readonly entries = new Map<string, { response: CachedResponse, freshUntil: number }>()

  async get(url: string): Promise<CachedResponse> {
    const cached = this.entries.get(url)
    if (cached && cached.freshUntil > Date.now()) return cached.response
    const response = await fetch(url, { headers: { Accept: 'application/json' } })
    const read = {
      status: response.status,
      statusText: response.statusText,
      contentType: response.headers.get('content-type'),
      body: await response.text(),
    }
    const freshMs = response.ok ? freshnessMs(response.headers) : 0
    if (freshMs > 0) this.entries.set(url, { response: read, freshUntil: Date.now() + freshMs })
    else this.entries.delete(url)
    return read
  }

  clear(): void {
    this.entries.clear()
  }
}

function freshnessMs(headers: Headers): number {
  const control = headers.get('cache-control') ?? ''
  if (/\bno-(?:store|cache)\b/i.test(control)) return 0
  const maxAge = /\bmax-age=(\d+)/i.exec(control)?.[1]
  const age = Number(headers.get('age') ?? 0)
  if (maxAge !== undefined) return Math.max(0, (Number(maxAge) - age) * 1000)
  const expires = Date.parse(headers.get('expires') ?? '')
  return Number.isNaN(expires) ? 0 : Math.max(0, expires - Date.now())
}
