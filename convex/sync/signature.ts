/** Older webhooks may be replays. WorkOS's own SDK allows as much. */
const MAX_AGE_MS = 180_000
/** A clock may be a little behind; a webhook from further ahead is made up, to be replayed later. */
const MAX_AHEAD_MS = 60_000

const HEADER = /^\s*t=(\d{1,16})\s*,\s*v1=([\da-f]{64})\s*$/i

/**
 * Checks who sent a webhook: `WorkOS-Signature: t=<ms>, v1=<HMAC-SHA256 of "<t>.<body>">`.
 * https://workos.com/docs/events/data-syncing/webhooks
 *
 * By WebCrypto rather than WorkOS's SDK, which bounds the time on one side only and is too large
 * for functions that start on every call.
 *
 * @param body as it arrived: one changed byte changes the signature.
 * @param secrets any of them may have signed, so that they can be exchanged without losing a webhook.
 * @returns why the webhook is refused, or null.
 */
export async function findForgery(body: Uint8Array, header: string | null, secrets: string[], now: number): Promise<string | null> {
  if (header === null) return 'it is not signed'
  const [, timestamp = '', signature = ''] = HEADER.exec(header) ?? []
  if (!timestamp) return 'its signature cannot be read'
  const age = now - Number(timestamp)
  if (age > MAX_AGE_MS) return `it was signed ${Math.round(age / 1000)} seconds ago, and may be a replay`
  if (age < -MAX_AHEAD_MS) return `it was signed ${Math.round(-age / 1000)} seconds in the future`
  const signed = concat(encode(`${timestamp}.`), body)
  // All are tried, so that the time it takes tells nothing of which one fits.
  const matches = await Promise.all(secrets.map(async secret => isSame(await hmac(secret, signed), fromHex(signature))))
  return matches.includes(true) ? null : 'its signature does not fit its content'
}

async function hmac(secret: string, content: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const key = await crypto.subtle.importKey('raw', encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  return new Uint8Array(await crypto.subtle.sign('HMAC', key, content))
}

/** In constant time: an early end would tell how much of a guessed signature is right. */
function isSame(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  let difference = 0
  a.forEach((byte, index) => difference |= byte ^ (b[index] ?? 0))
  return difference === 0
}

function encode(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text)
}

function concat(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}

function fromHex(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length / 2 }, (_, index) => Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16))
}
