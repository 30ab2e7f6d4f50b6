import { SignJWT } from 'jose'
import type { Emulator } from '../emulator'
import { randomToken } from '../state/ids'
import type { Session } from '../objects/session'
import { issuerOf } from './issuer'
import { organizationClaims } from './organizationClaims'
import { templateClaims } from './templateClaims'

/** RS256, and without `aud` unless a JWT template or a setting adds one (WorkOS docs: sessions, access token). */
export async function mintAccessToken(session: Session, emulator: Emulator): Promise<string> {
  const { keys, clock, settings, clientId } = emulator
  const { accessTokenTtl, audience } = settings.current()
  const issuedAt = Math.floor(clock.now() / 1000)
  const { kid, privateKey } = keys.active()
  return new SignJWT({
    client_id: clientId,
    sid: session.id,
    auth_time: Math.floor(session.authenticatedAt / 1000),
    ...(session.impersonator && { act: { sub: session.impersonator.email } }),
    ...(audience && { aud: audience }),
    ...organizationClaims(session, emulator.store),
    ...templateClaims(session, emulator.store),
    // Reserved: a template cannot change these.
    iss: issuerOf(emulator),
    sub: session.user_id,
    jti: randomToken(),
    iat: issuedAt,
    exp: issuedAt + accessTokenTtl,
  }).setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' }).sign(privateKey)
}
