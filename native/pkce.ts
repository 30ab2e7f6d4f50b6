import type { Platform } from './platform'

export interface Pkce {
  /** Stays on the device (RFC 7636, 4.1). */
  codeVerifier: string
  codeChallenge: string
  /** Comes back with the code, and proves that this app asked for it (RFC 6749, 10.12). */
  state: string
}

export async function createPkce({ randomBytes, sha256 }: Pick<Platform, 'randomBytes' | 'sha256'>): Promise<Pkce> {
  const codeVerifier = toBase64Url(randomBytes(32))
  // A verifier is ASCII (RFC 7636, 4.1), and not every React Native has a TextEncoder.
  const digest = await sha256(Uint8Array.from(codeVerifier, character => character.charCodeAt(0)))
  return {
    codeVerifier,
    codeChallenge: toBase64Url(digest instanceof Uint8Array ? digest : new Uint8Array(digest)),
    state: toBase64Url(randomBytes(32)),
  }
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** RFC 4648, 5, without padding. */
export function toBase64Url(bytes: Uint8Array): string {
  let text = ''
  for (let index = 0; index < bytes.length; index += 3) {
    const [first = 0, second, third] = bytes.subarray(index, index + 3)
    text += ALPHABET[first >> 2]
    text += ALPHABET[(first & 3) << 4 | (second ?? 0) >> 4]
    if (second !== undefined) text += ALPHABET[(second & 15) << 2 | (third ?? 0) >> 6]
    if (third !== undefined) text += ALPHABET[third & 63]
  }
  return text
}
