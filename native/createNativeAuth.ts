import { readCallback } from './callbackUrl'
import { createHeldSession, type TokenPair } from './heldSession'
import { NativeAuthError } from './nativeAuthError'
import { createPkce } from './pkce'
import { platformWith, type Platform } from './platform'
import type { NativeAnswer, NativePending, NativeSession } from './protocol'
import { createServerApi, isSignedIn, requireAnswer, requireAuthorization, requireSignedIn } from './serverApi'
import { createSessionStore } from './sessionStore'
import type { NativeStorage } from './storage/storage'
import { createRest } from './timers'

export interface NativeAuthOptions {
  /** Where the application's server is: `https://app.example.com`. */
  baseUrl: string
  storage: NativeStorage
  /**
   * Opens an address in the system's browser, never in a web view (RFC 8252, 8.12), and resolves to
   * the address that the browser is sent back to, or null when the person closed it.
   */
  openUrl?: (url: string, redirectUri: string) => Promise<string | null>
  /** Where the browser is sent back to. Must be in NUXT_AUTH_NATIVE_REDIRECTS, and registered at WorkOS. */
  redirectUri?: string
  /** The people's languages, as in an Accept-Language header, for the words of refusals. */
  language?: () => string | undefined
  /** Hears of a storage that fails. The session goes on in memory. */
  onStorageError?: (error: unknown) => void
  platform?: Partial<Platform>
}

/** The same object until something changes, as React's `useSyncExternalStore` wants it. */
export type NativeAuthState =
  | { readonly status: 'loading', readonly session: null }
  | { readonly status: 'signedOut', readonly session: null }
  | { readonly status: 'signedIn', readonly session: NativeSession }

/** Null when the sign-in is done; else what it waits for. */
export type SignInProgress = NativePending | null

export interface BrowserSignIn {
  /** A provider such as `google`; WorkOS's own page with every way in when nothing is chosen. */
  provider?: string
  connectionId?: string
  organizationId?: string
  email?: string
  invitationToken?: string
  /** The step that leads here, such as `sso`. */
  pending?: NativePending
  redirectUri?: string
  openUrl?: NativeAuthOptions['openUrl']
}

export interface NativeAuth {
  getState: () => NativeAuthState
  /** @returns what ends the subscription. */
  subscribe: (listener: (state: NativeAuthState) => void) => () => void
  /** Mails a code. An address that must use single sign-on gets step `sso` instead. @throws NativeAuthError, as all sign-ins do. */
  sendCode: (email: string, options?: { organizationId?: string, invitationToken?: string }) => Promise<SignInProgress>
  /** Mails another code for step `code`. */
  resendCode: (pending: NativePending) => Promise<SignInProgress>
  /** Goes on with the step that a sign-in waits for; see `NativeStep` for its fields. What was refused can be tried again. */
  proceed: (pending: NativePending, fields: Record<string, string>) => Promise<SignInProgress>
  signInWithBrowser: (options?: BrowserSignIn) => Promise<SignInProgress>
  /** Moves the session into another organization. Until the step that it may ask for is done, the session stays where it is. */
  switchOrganization: (organizationId: string) => Promise<SignInProgress>
  /** Signed out at once, whatever is under way. Resolves when the server knows, or cannot be told. Never rejects. */
  signOut: () => Promise<void>
  /**
   * For Convex's `setAuth`. A token that Convex will accept, or null when nobody is signed in. Never
   * rejects; waits and asks again while the server cannot be reached. When forced it is never a token
   * that was handed out before.
   */
  fetchAccessToken: (options: { forceRefreshToken: boolean }) => Promise<string | null>
  /** To be called when the app comes to the front and when the network is back. */
  wakeUp: () => void
}

const SIGN_OUT_TRIES = 3
const SIGN_OUT_PAUSE_MS = 1_000

/** Signs people in from a device without cookies, and keeps their session (docs/native.md). One per app. */
export function createNativeAuth(options: NativeAuthOptions): NativeAuth {
  const platform = platformWith(options.platform)
  const api = createServerApi(options.baseUrl, options.language, platform)
  const rest = createRest(platform)
  const listeners = new Set<(state: NativeAuthState) => void>()
  let state: NativeAuthState = { status: 'loading', session: null }

  const held = createHeldSession({
    renew: async pair => requireSignedIn(await api.post('refresh', { ...pair })),
    store: createSessionStore(options.storage, platform, rest, error => options.onStorageError?.(error)),
    rest,
    platform,
    onChange: session => setState(session ? { status: 'signedIn', session } : { status: 'signedOut', session: null }),
  })

  function setState(next: NativeAuthState): void {
    if (JSON.stringify(next) === JSON.stringify(state)) return
    state = next
    for (const listener of [...listeners]) {
      try {
        listener(next)
      }
      catch (error) {
        // An app's fault, which it should hear of, must not look like a failed renewal.
        platform.setTimeout(() => {
          throw error
        }, 0)
      }
    }
  }

  async function finish(answer: NativeAnswer): Promise<SignInProgress> {
    if (!isSignedIn(answer)) return answer
    const replaced = await held.begin(answer)
    // Nobody could reach, or end, that session any more.
    if (replaced) void tellSignedOut(replaced)
    return null
  }

  async function tellSignedOut(pair: TokenPair): Promise<void> {
    for (let attempt = 1; attempt <= SIGN_OUT_TRIES; attempt++) {
      try {
        await api.post('sign-out', { ...pair })
        return
      }
      catch {
        if (attempt < SIGN_OUT_TRIES) await rest.sleep(SIGN_OUT_PAUSE_MS * attempt)
      }
    }
  }

  async function signInWithBrowser({ pending, ...chosen }: BrowserSignIn = {}): Promise<SignInProgress> {
    const { redirectUri = options.redirectUri, openUrl = options.openUrl, ...target } = chosen
    if (!redirectUri || !openUrl) throw new TypeError('Signing in with the browser needs redirectUri and openUrl.')
    const { codeVerifier, codeChallenge, state } = await createPkce(platform)
    const authorization = requireAuthorization(await api.post('authorize', { ...target, redirectUri, codeChallenge, state, continuation: pending?.continuation }))
    const returned = await openUrl(authorization.url, redirectUri)
    if (returned === null) throw new NativeAuthError('cancelled', 'The browser was closed before you were signed in.')
    const callback = readCallback(returned, { redirectUri, state })
    return await finish(requireAnswer(await api.post('exchange', { ...callback, codeVerifier, continuation: authorization.continuation })))
  }

  return {
    getState: () => state,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    sendCode: async (email, aim) => await finish(requireAnswer(await api.post('magic-auth', { email, ...aim }))),
    resendCode: async ({ continuation }) => await finish(requireAnswer(await api.post('magic-auth', { continuation }))),
    proceed: async ({ step, continuation }, fields) => await finish(requireAnswer(step.kind === 'code'
      ? await api.post('magic-auth/verify', { ...fields, continuation })
      : await api.post('step', { ...fields, step: step.kind, continuation }))),
    signInWithBrowser,
    switchOrganization: async (organizationId) => {
      const answer = await held.exchange(async pair => requireAnswer(await api.post('organization', { ...pair, organizationId })))
      return isSignedIn(answer) ? null : answer
    },
    signOut: async () => {
      const pair = await held.forget()
      if (pair) await tellSignedOut(pair)
    },
    fetchAccessToken: held.fetch,
    wakeUp: held.wakeUp,
  }
}
