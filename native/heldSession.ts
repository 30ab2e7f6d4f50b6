import { NativeAuthError } from './nativeAuthError'
import type { Platform } from './platform'
import { SESSION_ENDED, type NativeAnswer, type NativeSession, type NativeSignedIn } from './protocol'
import { isSignedIn } from './serverApi'
import type { SessionStore } from './sessionStore'
import type { StoredSession } from './storedSession'
import type { Rest } from './timers'

/** The two tokens as the server wants them. */
export interface TokenPair {
  refreshToken: string
  accessToken: string | undefined
}

export interface HeldSessionOptions {
  /** Spends the refresh token. @throws NativeAuthError; only `session_ended` ends the session. */
  renew: (pair: TokenPair) => Promise<NativeSignedIn>
  store: SessionStore
  rest: Rest
  platform: Pick<Platform, 'now'>
  /** Undefined until the storage was read. */
  onChange: (session: NativeSession | null) => void
}

export interface HeldSession {
  /** See `NativeAuth.fetchAccessToken`. */
  fetch: (options: { forceRefreshToken: boolean }) => Promise<string | null>
  /** Begins a session. @returns the tokens of the one that it replaces. */
  begin: (signedIn: NativeSignedIn) => Promise<TokenPair | null>
  /** Spends the refresh token for something else than a renewal. @throws what `spend` throws. */
  exchange: (spend: (pair: TokenPair) => Promise<NativeAnswer>) => Promise<NativeAnswer>
  /** Forgets the session, whatever is under way. @returns its tokens. */
  forget: () => Promise<TokenPair | null>
  /** Asks again at once if the server could not be reached, and renews a token that died meanwhile. */
  wakeUp: () => void
}

const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 15_000
const RENEW_BEFORE_MS = 60_000
/** A token that dies on its way to Convex is no token. */
const SPENT_BEFORE_MS = 2_000

interface Held extends StoredSession {
  /** Missing after a start of the app. */
  accessToken?: string
  lifetime: number
  diesAt: number
}

/**
 * Owns the session of a device and its tokens. A new refresh token is stored before the access token
 * that came with it is handed out: should the app die in between, WorkOS answers the old one once
 * more for about 30 s. One exchange at a time, whoever asks.
 */
export function createHeldSession({ renew, store, rest, platform: { now }, onChange }: HeldSessionOptions): HeldSession {
  let held: Held | null = null
  let handedOut: string | undefined
  let underway: Promise<string | null> | null = null
  /** Grows with each sign-in and sign-out, so that what was asked for one person is not kept for the next. */
  let owner = 0

  const loaded = load()

  async function load(): Promise<void> {
    const stored = await store.load(() => owner > 0)
    if (owner > 0) return
    held = stored && { ...stored, lifetime: 0, diesAt: 0 }
    onChange(held?.session ?? null)
  }

  function msLeft({ diesAt }: Held): number {
    return diesAt - now()
  }

  function isUsable(candidate: Held): boolean {
    return candidate.accessToken !== undefined && msLeft(candidate) > Math.min(SPENT_BEFORE_MS, candidate.lifetime / 10)
  }

  function isDue(candidate: Held): boolean {
    return msLeft(candidate) < Math.min(RENEW_BEFORE_MS, candidate.lifetime / 5)
  }

  /** @returns false when it belongs to nobody any more. */
  async function keep({ session, tokens }: NativeSignedIn, asker: number): Promise<boolean> {
    const isOver = () => asker !== owner
    await store.save({ refreshToken: tokens.refreshToken, session }, isOver)
    if (isOver()) return false
    held = { session, refreshToken: tokens.refreshToken, accessToken: tokens.accessToken, lifetime: tokens.expiresIn, diesAt: now() + tokens.expiresIn }
    onChange(session)
    return true
  }

  function drop(): TokenPair | null {
    owner++
    const pair = held && { refreshToken: held.refreshToken, accessToken: held.accessToken }
    held = null
    underway = null
    handedOut = undefined
    rest.wake()
    return pair
  }

  async function renewUntilAnswered(asker: number): Promise<string | null> {
    for (let pause = FIRST_PAUSE_MS; asker === owner && held; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      const { refreshToken, accessToken } = held
      let retryAfter = 0
      try {
        const answer = await renew({ refreshToken, accessToken })
        // The same token again would make Convex's client stop asking for good.
        if (answer.tokens.accessToken !== accessToken && await keep(answer, asker)) return answer.tokens.accessToken
      }
      catch (error) {
        if (asker === owner && isEnd(error)) {
          drop()
          onChange(null)
          await store.save(null)
          break
        }
        retryAfter = error instanceof NativeAuthError ? error.details.retryAfter ?? 0 : 0
      }
      if (asker === owner) await rest.sleep(Math.max(pause, retryAfter * 1000))
    }
    // Null says nothing about whoever has signed in meanwhile.
    return held ? await fetch({ forceRefreshToken: false }) : null
  }

  function claim(work: Promise<string | null>): Promise<string | null> {
    const claimed = work.finally(() => {
      if (underway === claimed) underway = null
    })
    return underway = claimed
  }

  function renewOnce(): Promise<string | null> {
    return underway ?? claim(renewUntilAnswered(owner))
  }

  function handOut(token: string | null): string | null {
    handedOut = token ?? undefined
    return token
  }

  async function fetch({ forceRefreshToken }: { forceRefreshToken: boolean }): Promise<string | null> {
    await loaded
    if (!held) return null
    const isNews = held.accessToken !== handedOut
    if (held.accessToken === undefined || !isUsable(held) || (forceRefreshToken && !isNews)) return handOut(await renewOnce())
    // Early, so that there is time to ask again before the token dies.
    if (isDue(held)) void renewOnce()
    return handOut(held.accessToken)
  }

  return {
    fetch,
    begin: async (signedIn) => {
      const replaced = drop()
      await keep(signedIn, owner)
      return replaced
    },
    exchange: async (spend) => {
      await loaded
      while (underway) await underway
      if (!held) throw new NativeAuthError(SESSION_ENDED, 'Sign in first.')
      const asker = owner
      const spent = spend({ refreshToken: held.refreshToken, accessToken: held.accessToken })
        .then(async answer => ({ answer, isKept: isSignedIn(answer) && await keep(answer, asker) }))
      // Whatever went wrong, the refresh token may be spent, and is answered again only for a short while.
      void claim(spent.then(({ isKept }) => isKept ? held?.accessToken ?? null : renewUntilAnswered(asker), () => renewUntilAnswered(asker)))
      return (await spent).answer
    },
    forget: async () => {
      const pair = drop()
      onChange(null)
      await store.save(null)
      return pair
    },
    wakeUp: () => {
      rest.wake()
      if (held?.accessToken !== undefined && !isUsable(held)) void renewOnce()
    },
  }
}

function isEnd(error: unknown): boolean {
  return error instanceof NativeAuthError && error.code === SESSION_ENDED && error.details.status === 401
}
