import { sessionEncryption } from '@workos/authkit-session'
import { splitCookie } from '../../../server/utils/chunkedCookie'
import type { StoredSession } from '../../../server/utils/sessionCookie'
import { createCookiePassword } from '../../lib/cookiePassword'
import type { CookieFacts } from './facts'

/** How large the application's session cookie is with this session. The password does not matter for that. */
export async function measureCookie(name: string, session: StoredSession): Promise<CookieFacts> {
  const sealed = await sessionEncryption.sealData(session, { password: createCookiePassword() })
  return { name, bytes: name.length + sealed.length, cookies: splitCookie(name, sealed).length }
}

/** What a session stores beside a token that came alone: tokens and people of usual length. */
export function typicalSession(accessToken: string, userId: string): StoredSession {
  return {
    accessToken,
    refreshToken: 'x'.repeat(25),
    user: {
      id: userId,
      email: 'somebody.usual@example.com',
      emailVerified: true,
      firstName: 'Somebody',
      lastName: 'Usual',
      profilePictureUrl: `https://workoscdn.com/images/v1/${'x'.repeat(43)}`,
      createdAt: '2026-01-01T00:00:00.000Z',
      updatedAt: '2026-01-01T00:00:00.000Z',
      object: 'user',
    },
  }
}
