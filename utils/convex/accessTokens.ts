import type { AccessTokenAnswer } from '../../common/session'

export interface AccessTokensOptions {
  /** The token that came with the page. */
  initial: string | null
  /** Asks the server for a token, naming one that is of no use any more. Resolves to null when the session is over. */
  request: (stale: string | undefined) => Promise<AccessTokenAnswer | null>
  /** ms since the epoch. */
  now?: () => number
  sleep?: (ms: number) => Promise<void>
}

export interface AccessTokens {
  /**
   * A token that Convex will accept, or null when the session is over. Never rejects: a server that
   * cannot be reached says nothing about the session, so the question is repeated, ever more slowly.
   */
  fetch: (options: { forceRefreshToken: boolean }) => Promise<string | null>
  /** The token last handed out. */
  current: () => string | null
}

const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 10_000
/** A token that dies on its way to Convex is no token. */
const SPENT_BEFORE_MS = 5_000

/** Owns the access token in the browser. One request to the server at a time, whoever asks. */
export function createAccessTokens({ initial, request, now = Date.now, sleep = wait }: AccessTokensOptions): AccessTokens {
  let token = initial
  let underway: Promise<string | null> | null = null

  async function renew(): Promise<string | null> {
    const stale = token ? decodeClaims(token)?.jti : undefined
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      try {
        const answer = await request(stale)
        return token = answer?.token ?? null
      }
      catch {
        await sleep(pause)
      }
    }
  }

  return {
    current: () => token,
    fetch({ forceRefreshToken }) {
      if (!forceRefreshToken && token && (decodeClaims(token)?.exp ?? 0) * 1000 - now() > SPENT_BEFORE_MS) return Promise.resolve(token)
      return underway ??= renew().finally(() => underway = null)
    },
  }
}

/** The claims of a token, unverified: for planning only. */
export function decodeClaims(token: string): { jti?: string, iat?: number, exp?: number } | null {
  try {
    const payload = token.split('.')[1] ?? ''
    return JSON.parse(atob(payload.replace(/-/g, '+').replace(/_/g, '/'))) as { jti?: string, iat?: number, exp?: number }
  }
  catch {
    return null
  }
}

function wait(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms))
}
