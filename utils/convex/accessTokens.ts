import type { AccessTokenAnswer } from '../../common/session'
import { wait } from '../wait'

export interface AccessTokensOptions {
  /** The token that came with the page. */
  initial: AccessTokenAnswer | null
  /** Asks the server for a token, naming one that is of no use any more. Resolves to null when the session is over. */
  request: (stale: string | undefined) => Promise<AccessTokenAnswer | null>
  /** ms since any fixed point. */
  now?: () => number
  sleep?: (ms: number) => Promise<void>
}

export interface AccessTokens {
  /**
   * A token that Convex will accept, or null when the session is over. Never rejects: a server that
   * cannot be reached says nothing about the session, so the question is repeated, ever more slowly.
   */
  fetch: (options: { forceRefreshToken: boolean }) => Promise<string | null>
  /** Ends a pause between two questions: the server may be within reach again. */
  hurry: () => void
  /** Whether the token that was last handed out has died. */
  isExpired: () => boolean
  /** Forgets the token: it belongs to someone else now. */
  forget: () => void
}

const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 10_000
/** A token that dies on its way to Convex is no token. */
const SPENT_BEFORE_MS = 2_000

/** Owns the access token in the browser. One request to the server at a time, whoever asks. */
export function createAccessTokens({ initial, request, now = Date.now, sleep = wait }: AccessTokensOptions): AccessTokens {
  let held = initial && hold(initial)
  let underway: Promise<string | null> | null = null
  let endPause = () => {}
  /** Grows with each change of owner, so that an answer for the last one is not kept for the next. */
  let owner = 0

  /** By how long the server says it lives, not until when: the clock of this machine may be wrong. */
  function hold({ token, expiresIn }: AccessTokenAnswer): { token: string, diesAt: number } {
    return { token, diesAt: now() + expiresIn }
  }

  function isExpired(): boolean {
    return !held || held.diesAt - now() < SPENT_BEFORE_MS
  }

  async function renew(): Promise<string | null> {
    const asker = owner
    const stale = held ? decodeClaims(held.token)?.jti : undefined
    let pause = FIRST_PAUSE_MS
    for (;;) {
      try {
        const answer = await request(stale)
        if (asker === owner) held = answer && hold(answer)
        return answer?.token ?? null
      }
      catch {
        const isHurried = await Promise.race([sleep(pause), new Promise<true>(resolve => endPause = () => resolve(true))])
        pause = isHurried ? FIRST_PAUSE_MS : Math.min(pause * 2, LONGEST_PAUSE_MS)
      }
    }
  }

  return {
    hurry: () => endPause(),
    isExpired,
    forget: () => {
      owner++
      held = null
      underway = null
    },
    fetch({ forceRefreshToken }) {
      if (!forceRefreshToken && held && !isExpired()) return Promise.resolve(held.token)
      if (underway) return underway
      const renewal = renew().finally(() => {
        if (underway === renewal) underway = null
      })
      return underway = renewal
    },
  }
}

export interface DecodedClaims {
  jti?: string
  iat?: number
  exp?: number
  iss?: string
  aud?: string | string[]
  sub?: string
  org_id?: string
  role?: string
  permissions?: string[]
}

/** The claims of a token, unverified: for planning and for explanations only. */
export function decodeClaims(token: string): DecodedClaims | null {
  try {
    const payload = token.split('.')[1] ?? ''
    return JSON.parse(atob(payload.replace(/-/g, '+').replace(/_/g, '/'))) as DecodedClaims
  }
  catch {
    return null
  }
}
