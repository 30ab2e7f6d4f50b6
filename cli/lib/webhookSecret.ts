/**
 * Whether one of the secrets in a comma-separated list is the one that WorkOS shows, of which it shows
 * the last characters only.
 *
 * @returns null when it shows too little to tell.
 */
export function isSecretOf(shown: string, list: string): boolean | null {
  const secrets = splitSecrets(list)
  const [, tail] = /[^\w]([A-Za-z0-9]{3,})$/.exec(shown) ?? []
  if (tail) return secrets.some(secret => secret.endsWith(tail))
  return /^whsec_\w{8,}$/.test(shown) ? secrets.includes(shown) : null
}

export function splitSecrets(list: string): string[] {
  return list.split(',').map(secret => secret.trim()).filter(Boolean)
}
