import { NativeAuthError } from './nativeAuthError'
import type { Platform, PlatformResponse } from './platform'
import type { NativeAnswer, NativeAuthorization, NativeSignedIn } from './protocol'
import { inTime } from './timers'

/** Longer than the server waits for WorkOS. */
const TIMEOUT_MS = 12_000

export interface ServerApi {
  /** @throws NativeAuthError with the server's own words, or `unreachable` for an answer that is none of its own. */
  post: (route: string, body: Record<string, unknown>) => Promise<unknown>
}

/** @param language the people's languages, as an Accept-Language header. */
export function createServerApi(baseUrl: string, language: (() => string | undefined) | undefined, platform: Platform): ServerApi {
  const root = `${baseUrl.replace(/\/+$/, '')}/api/native/`

  async function send(route: string, body: Record<string, unknown>): Promise<{ response: PlatformResponse, text: string }> {
    const accepted = language?.()
    const headers = { 'content-type': 'application/json', 'accept': 'application/json', ...(accepted && { 'accept-language': accepted }) }
    const response = await platform.fetch(root + route, { method: 'POST', headers, body: JSON.stringify(body) })
    return { response, text: await response.text() }
  }

  return {
    post: async (route, body) => {
      try {
        const { response, text } = await inTime(platform, TIMEOUT_MS, send(route, body))
        const answer = toRecord(JSON.parse(text))
        if (response.ok) return answer
        throw refusal(answer, response.status)
      }
      catch (cause) {
        if (cause instanceof NativeAuthError) throw cause
        // No network, or something between us and the server that answers in its place, such as a hotel's sign-in page.
        throw new NativeAuthError('unreachable', 'The server cannot be reached. Try again in a moment.', { cause })
      }
    },
  }
}

export function requireSignedIn(answer: unknown): NativeSignedIn {
  if (isSignedIn(answer)) return answer
  throw unreadable()
}

export function requireAnswer(answer: unknown): NativeAnswer {
  if (isSignedIn(answer)) return answer
  const { step, continuation } = toRecord(answer)
  if (typeof toRecord(step).kind === 'string' && typeof continuation === 'string') return answer as NativeAnswer
  throw unreadable()
}

export function requireAuthorization(answer: unknown): NativeAuthorization {
  const { url, continuation } = toRecord(answer)
  if (typeof url === 'string' && typeof continuation === 'string') return { url, continuation }
  throw unreadable()
}

export function isSignedIn(answer: unknown): answer is NativeSignedIn {
  const { tokens, session } = answer as Partial<NativeSignedIn>
  return typeof tokens?.accessToken === 'string' && typeof tokens.refreshToken === 'string'
    && typeof tokens.expiresIn === 'number' && typeof session?.sessionId === 'string'
}

function refusal({ code, message, retryAfter }: Record<string, unknown>, status: number): NativeAuthError {
  if (typeof code !== 'string' || typeof message !== 'string') throw unreadable()
  return new NativeAuthError(code, message, { status, ...(typeof retryAfter === 'number' && { retryAfter }) })
}

function toRecord(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) throw unreadable()
  return value as Record<string, unknown>
}

function unreadable(): NativeAuthError {
  return new NativeAuthError('unreachable', 'The server gave an answer that cannot be read. Try again in a moment.')
}
