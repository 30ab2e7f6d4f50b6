import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

export function createCookiePassword(): string {
  return randomBytes(32).toString('base64url')
}

/** Kept in an ignored file, so that a restart does not sign everybody out. */
export function keepCookiePassword(root: string): string {
  const path = join(root, '.data', 'cookie-password')
  if (existsSync(path)) {
    const kept = readFileSync(path, 'utf8').trim()
    if (kept.length >= 32) return kept
  }
  const created = createCookiePassword()
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, `${created}\n`, { mode: 0o600 })
  return created
}
