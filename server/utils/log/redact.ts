import { maskAddress } from '../maskAddress'

/** What must not be in a log, by its look. Whoever calls the log leaves such things out; this is for what others quote in their errors. */
const SECRETS: Array<[pattern: RegExp, replacement: string | ((match: string) => string)]> = [
  // Access tokens, and whatever else is a JWT.
  [/\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)*/g, '[token]'],
  // What @workos/authkit-session seals: the session, the flow, an authorization.
  [/\bFe26\.\d\*[^\s"'`,;&\\]+/g, '[sealed]'],
  // Keys of WorkOS and of Resend, and the secrets of webhooks.
  [/\b(?:sk|whsec|re)_\w{4,}/g, '[key]'],
  // redis://user:password@host, smtps://user:password@host
  [/(\b[a-z][a-z\d+.-]*:\/\/)[^\s/@"']+@/gi, '$1[credentials]@'],
  [/(\b(?:set-)?cookie["']?\s*[:=]\s*["']?)[^"'\n\\]+/gi, '$1[cookie]'],
  [/(\bwos-[\w.-]+=)[^;\s"'\\]+/g, '$1[cookie]'],
  // In addresses: the code and the state of a callback, the token of an invitation.
  [/([?&][\w-]*(?:code|state|token|verifier|challenge|secret|password)=)[^&#\s"'\\]*/gi, '$1[secret]'],
  // In objects that were printed: pending_authentication_token, refreshToken, code_verifier, a password.
  [/(\b\w*(?:token|verifier|secret|password)["']?\s*[:=]\s*["'])[^"']*/gi, '$1[secret]'],
  // Mailed codes and those of authenticator apps.
  [/(\bcode["']?\s*[:=]?\s*["']?)\d{6,}\b/gi, '$1[secret]'],
  [/[^\s<>"'()[\],;:=&?/\\]+(?:@|%40)[^\s<>"'()[\],;:=&?/\\]+\.[^\s<>"'()[\],;:=&?/\\]+/gi, match => maskAddress(match.replace(/%40/g, '@'))],
]

/** A text without tokens, keys, codes and cookies, and with addresses cut short. */
export function redact(text: string): string {
  return SECRETS.reduce((rest, [pattern, replacement]) =>
    typeof replacement === 'string' ? rest.replace(pattern, replacement) : rest.replace(pattern, replacement), text)
}
