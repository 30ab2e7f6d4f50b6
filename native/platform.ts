/**
 * What the client needs of the machine it runs on, and no more: neither Node's nor a browser's types
 * are assumed, as React Native has a part of each.
 */
export interface Platform {
  fetch: (url: string, init: { method: 'POST', headers: Record<string, string>, body: string }) => Promise<PlatformResponse>
  randomBytes: (count: number) => Uint8Array
  sha256: (bytes: Uint8Array) => Promise<ArrayBuffer | Uint8Array>
  /** ms since any fixed point. It must go on while the device sleeps. */
  now: () => number
  setTimeout: (callback: () => void, ms: number) => unknown
  clearTimeout: (timer: unknown) => void
}

export interface PlatformResponse {
  ok: boolean
  status: number
  text: () => Promise<string>
}

interface Globals {
  fetch?: Platform['fetch']
  crypto?: {
    getRandomValues: <T extends Uint8Array>(array: T) => T
    subtle?: { digest: (algorithm: string, data: Uint8Array) => Promise<ArrayBuffer> }
  }
  setTimeout: Platform['setTimeout']
  clearTimeout: Platform['clearTimeout']
}

/** The machine's own, with what the caller puts in its place. React Native has no `crypto`: Expo's does (docs/expo.md). */
export function platformWith(overrides: Partial<Platform> = {}): Platform {
  const globals = globalThis as unknown as Globals
  return {
    fetch: (url, init) => (globals.fetch ?? missing('fetch'))(url, init),
    randomBytes: count => (globals.crypto ?? missing('randomBytes')).getRandomValues(new Uint8Array(count)),
    sha256: bytes => (globals.crypto?.subtle ?? missing('sha256')).digest('SHA-256', bytes),
    now: () => Date.now(),
    setTimeout: (callback, ms) => globals.setTimeout(callback, ms),
    clearTimeout: timer => globals.clearTimeout(timer),
    ...overrides,
  }
}

function missing(name: keyof Platform): never {
  throw new Error(`This machine has no ${name}: pass one to createNativeAuth({ platform: { ${name} } }).`)
}
