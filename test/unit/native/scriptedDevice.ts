import { createNativeAuth, type NativeAuthOptions } from '../../../native/createNativeAuth'
import type { PlatformResponse } from '../../../native/platform'
import type { NativeSignedIn } from '../../../native/protocol'
import { memoryStorage } from '../../../native/storage/memory'
import type { NativeStorage } from '../../../native/storage/storage'
import { toText } from '../../../native/storedSession'

export type Answer = object | Error | { refused: [status: number, code: string, retryAfter?: number] } | { text: string, status?: number }
type Body = Record<string, unknown>

export function signedIn(number: number, { expiresIn = 300_000, userId = 'user_1', sessionId = 'session_1' } = {}): NativeSignedIn {
  return {
    session: {
      user: { id: userId, email: `${userId}@example.com`, emailVerified: true, firstName: null, lastName: null, profilePictureUrl: null },
      sessionId, organizationId: null, role: null, impersonator: null,
    },
    tokens: { accessToken: `access-${number}`, refreshToken: `refresh-${number}`, expiresIn },
  }
}

/** A client whose server, clock, timers and storage are in the hands of a test. Time passes only when the client waits for nothing else. */
export function scriptedDevice({ options = {}, storage = memoryStorage() }: { options?: Partial<NativeAuthOptions>, storage?: NativeStorage } = {}) {
  let clock = 1_700_000_000_000
  const timers = new Map<number, { at: number, callback: () => void }>()
  let lastTimer = 0
  const requests: { route: string, body: Body, language?: string }[] = []
  const answers: ((body: Body) => Answer | Promise<Answer>)[] = []
  const log: string[] = []

  const watched: NativeStorage = {
    load: () => storage.load(),
    save: async (text) => {
      await storage.save(text)
      log.push(`saved ${(JSON.parse(text) as { refreshToken: string }).refreshToken}`)
    },
    clear: async () => {
      await storage.clear()
      log.push('cleared')
    },
  }

  async function fetch(url: string, { body, headers }: { body: string, headers: Record<string, string> }): Promise<PlatformResponse> {
    const route = url.replace('https://app.test/api/native/', '')
    requests.push({ route, body: JSON.parse(body) as Body, language: headers['accept-language'] })
    const next = answers.shift()
    if (!next) throw new TypeError('the network is gone')
    const answer = await next(JSON.parse(body) as Body)
    if (answer instanceof Error) throw answer
    if ('text' in answer && typeof answer.text === 'string') return toResponse('status' in answer ? Number(answer.status) : 200, answer.text)
    if ('refused' in answer && Array.isArray(answer.refused)) {
      const [status, code, retryAfter] = answer.refused as [number, string, number?]
      return toResponse(status, JSON.stringify({ code, message: `(${code})`, retryAfter }))
    }
    return toResponse(200, JSON.stringify(answer))
  }

  const auth = createNativeAuth({
    baseUrl: 'https://app.test/',
    storage: watched,
    ...options,
    platform: {
      fetch,
      now: () => clock,
      setTimeout: (callback, ms) => {
        timers.set(++lastTimer, { at: clock + ms, callback })
        return lastTimer
      },
      clearTimeout: timer => void timers.delete(Number(timer)),
      ...options.platform,
    },
  })
  const states: string[] = []
  auth.subscribe(({ status, session }) => states.push(session ? `${status} ${session.user.id}` : status))

  return {
    auth, requests, states, log, storage,
    /** What the server says next, one answer a request. */
    answer: (...next: (Answer | ((body: Body) => Answer | Promise<Answer>))[]) =>
      void answers.push(...next.map(given => typeof given === 'function' ? given as (body: Body) => Answer : () => given)),
    /** Lets everything happen that needs no time. */
    settle: async () => {
      for (let turn = 0; turn < 50; turn++) await Promise.resolve()
    },
    pass: async (ms: number) => {
      const end = clock + ms
      for (;;) {
        for (let turn = 0; turn < 50; turn++) await Promise.resolve()
        const due = [...timers].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at)[0]
        if (!due) break
        timers.delete(due[0])
        clock = Math.max(clock, due[1].at)
        due[1].callback()
      }
      clock = end
    },
  }
}

function toResponse(status: number, text: string): PlatformResponse {
  return { ok: status < 400, status, text: async () => text }
}

export async function storageWith(stored: NativeSignedIn): Promise<NativeStorage> {
  const storage = memoryStorage()
  await storage.save(toText({ refreshToken: stored.tokens.refreshToken, session: stored.session }))
  return storage
}

export const GENTLY = { forceRefreshToken: false }
export const FORCED = { forceRefreshToken: true }
