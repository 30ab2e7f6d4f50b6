import { readCode } from './inbox'
import type { StackUrls } from './stack'

export interface VisitorRequest {
  method?: string
  headers?: Record<string, string>
  body?: string
}

export interface Visitor {
  cookies: Map<string, string>
  /** Sends the cookies, keeps what comes back, and follows no redirect. */
  request: (path: string, init?: VisitorRequest) => Promise<Response>
  /** Posts a form as a browser without scripts does. */
  postForm: (path: string, fields: Record<string, string>) => Promise<Response>
  /** Posts as the page's scripts do. */
  postJson: (path: string, body: unknown) => Promise<Response>
}

/** A visitor without a browser: a cookie jar and `fetch`. */
export function createVisitor(url: string): Visitor {
  const cookies = new Map<string, string>()

  async function request(path: string, { headers, ...init }: VisitorRequest = {}): Promise<Response> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(new URL(path, url), { ...init, redirect: 'manual', headers: { ...(cookie && { cookie }), ...headers } })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (/max-age=0(?:;|$)/i.test(line)) cookies.delete(name)
      else cookies.set(name, value)
    }
    return response
  }

  return {
    cookies,
    request,
    postForm: (path, fields) => request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
      body: new URLSearchParams(fields).toString(),
    }),
    postJson: (path, body) => request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept': 'application/json' },
      body: JSON.stringify(body),
    }),
  }
}

/** A visitor who has signed in with a mailed code. */
export async function createSignedInVisitor({ url, workosUrl }: StackUrls, email: string): Promise<Visitor> {
  const visitor = createVisitor(url)
  await visitor.postJson('/api/auth/magic-auth', { email })
  const response = await visitor.postJson('/api/auth/magic-auth/verify', { code: await readCode(workosUrl, email) })
  if (!response.ok) throw new Error(`Signing in as ${email} failed: ${await response.text()}`)
  return visitor
}

let count = 0

/** An address that nobody has used yet. */
export function newAddress(name = 'visitor', domain = 'example.org'): string {
  return `${name}-${process.pid}-${Date.now()}-${count++}@${domain}`
}
