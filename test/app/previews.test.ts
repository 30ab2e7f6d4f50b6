import { request } from 'node:http'
import { afterEach, describe, expect, inject, it } from 'vitest'
import { createCookiePassword } from '../../cli/lib/cookiePassword'
import { startAppServer, type AppServer } from '../support/appServer'

const stack = inject('stack')
const PRODUCTION = 'https://app.example.com'
const PREVIEW = 'pr-7.my-team.vercel.app'
let server: AppServer | undefined

afterEach(async () => {
  await server?.stop()
  server = undefined
})

async function start(env: Record<string, string>): Promise<void> {
  server = await startAppServer(stack, { cookiePassword: createCookiePassword(), env })
}

interface Answer {
  status: number
  location?: string
  body: string
  cookies: string[]
}

/** With headers that `fetch` does not let anybody set, as an attacker can: the host above all. */
async function send(path: string, headers: Record<string, string>): Promise<Answer> {
  return await new Promise((resolve, reject) => {
    const outgoing = request(new URL(path, server?.url), { method: 'POST', headers: { 'content-type': 'application/json', 'accept': 'application/json', ...headers } }, (response) => {
      let body = ''
      response.on('data', chunk => body += String(chunk))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, location: response.headers.location, body, cookies: response.headers['set-cookie'] ?? [] }))
    })
    outgoing.on('error', reject)
    outgoing.end('{}')
  })
}

/** Where WorkOS would send people back to. */
async function redirectUri(headers: Record<string, string>): Promise<string> {
  const { status, body } = await send('/api/auth/oauth/google', headers)
  if (status !== 200) return `${status} ${(JSON.parse(body) as { code: string }).code}`
  return new URL((JSON.parse(body) as { redirectTo: string }).redirectTo).searchParams.get('redirect_uri') ?? ''
}

const forwarded = (host: string) => ({ 'x-forwarded-host': host, 'x-forwarded-proto': 'https' })

describe('the redirect URI', () => {
  it('of a production server is fixed, whatever a request claims', async () => {
    await start({ WORKOS_REDIRECT_URI: `${PRODUCTION}/auth/callback`, TRUSTED_PROXY_HOPS: '1' })
    const claims: Array<Record<string, string>> = [{}, { host: 'evil.example' }, forwarded('evil.example'), forwarded(PREVIEW)]
    for (const headers of claims) expect(await redirectUri(headers)).toBe(`${PRODUCTION}/auth/callback`)
  })

  it('of a preview is its own, and of no other', async () => {
    await start({
      WORKOS_REDIRECT_URI: `${PRODUCTION}/auth/callback`,
      AUTH_ALLOWED_ORIGINS: 'https://*.my-team.vercel.app, https://staging.example.com',
      TRUSTED_PROXY_HOPS: '1',
    })
    expect(await redirectUri(forwarded(PREVIEW))).toBe(`https://${PREVIEW}/auth/callback`)
    expect(await redirectUri(forwarded('staging.example.com'))).toBe('https://staging.example.com/auth/callback')
    expect(await redirectUri(forwarded('app.example.com'))).toBe(`${PRODUCTION}/auth/callback`)
    const attacks = [
      'evil.example', 'my-team.vercel.app', 'a.b.my-team.vercel.app', `${PREVIEW}.evil.example`, `${PREVIEW}:8443`,
      `evil.example/${PREVIEW}`, `evil.example#.my-team.vercel.app`, `me@${PREVIEW}`, `evil.example\\.my-team.vercel.app`, '', ' ',
    ]
    for (const host of attacks) expect(await redirectUri(forwarded(host)), host).toBe('421 origin_not_allowed')
    expect(await redirectUri({ ...forwarded(PREVIEW), 'x-forwarded-proto': 'http' })).toBe('421 origin_not_allowed')
    // Whatever came with the request stands to the left of what the proxy adds.
    expect(await redirectUri(forwarded(`${PREVIEW}, evil.example`))).toBe('421 origin_not_allowed')
  })

  it('believes X-Forwarded-Host of nobody when there is no proxy', async () => {
    await start({ WORKOS_REDIRECT_URI: `${PRODUCTION}/auth/callback`, AUTH_ALLOWED_ORIGINS: 'https://*.my-team.vercel.app' })
    expect(await redirectUri(forwarded(PREVIEW))).toBe('421 origin_not_allowed')
  })

  it('is where the server is, when nothing is set', async () => {
    await start({ WORKOS_REDIRECT_URI: '' })
    expect(await redirectUri({})).toBe(`${server?.url}/auth/callback`)
    expect(await redirectUri(forwarded('evil.example'))).toBe(`${server?.url}/auth/callback`)
  })
})

describe('the origin of a request', () => {
  const post = (headers: Record<string, string>) => send('/api/auth/logout', headers)

  it('is compared with the public host, as the trusted proxy passes it on', async () => {
    await start({ WORKOS_REDIRECT_URI: '', TRUSTED_PROXY_HOPS: '1' })
    expect((await post({ ...forwarded('app.example.com'), origin: 'https://app.example.com' })).status).toBe(200)
    expect((await post({ ...forwarded('app.example.com'), origin: 'https://evil.example' })).status).toBe(403)
  })

  it('is no other for a header that anybody can send', async () => {
    await start({ WORKOS_REDIRECT_URI: '' })
    expect((await post({ ...forwarded('evil.example'), origin: 'https://evil.example' })).status).toBe(403)
  })

  it('is that of WORKOS_REDIRECT_URI behind a proxy that hides the host', async () => {
    await start({ WORKOS_REDIRECT_URI: `${PRODUCTION}/auth/callback` })
    expect((await post({ origin: PRODUCTION })).status).toBe(200)
    expect((await post({ origin: 'https://evil.example' })).status).toBe(403)
  })
})

describe('cookies', () => {
  it('are Secure on every host but this machine\'s, whatever the proxy says', async () => {
    await start({ WORKOS_REDIRECT_URI: '' })
    const isSecure = async (headers: Record<string, string>) => (await send('/api/auth/oauth/google', headers)).cookies.every(cookie => /; Secure/i.test(cookie))
    expect(await isSecure({ host: 'app.example.com' })).toBe(true)
    expect(await isSecure({ 'host': 'app.example.com', 'x-forwarded-proto': 'http' })).toBe(true)
    expect(await isSecure({})).toBe(false)
  })
})
