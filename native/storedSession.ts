import type { NativeSession } from './protocol'

/** What outlives the app. The access token does not: it dies in minutes, and a keychain has little room. */
export interface StoredSession {
  refreshToken: string
  session: NativeSession
}

const VERSION = 1

export function toText({ refreshToken, session }: StoredSession): string {
  return JSON.stringify({ version: VERSION, refreshToken, session })
}

/** @returns null for nothing, and for what another version wrote. */
export function fromText(text: string | null): StoredSession | null {
  try {
    const stored = JSON.parse(text ?? 'null') as (Partial<StoredSession> & { version?: unknown }) | null
    const { version, refreshToken, session } = stored ?? {}
    return version === VERSION && typeof refreshToken === 'string' && typeof session?.sessionId === 'string' && typeof session.user?.id === 'string'
      ? { refreshToken, session }
      : null
  }
  catch {
    return null
  }
}
