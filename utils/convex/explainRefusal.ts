import { decodeClaims } from './accessTokens'

/**
 * Says in a developer's words why Convex refused a token, and what to do.
 *
 * @param reason Convex's own message (https://docs.convex.dev/auth/debug).
 * @param token the token that was refused; it is read, not verified.
 */
export function explainRefusal(reason: string, token: string | null): string {
  return `Convex refused the access token: ${reason}\n${remedy(reason, token)}`
}

function remedy(reason: string, token: string | null): string {
  const { iss, aud } = (token && decodeClaims(token)) || {}
  const claims = `The token's issuer (iss) is ${iss ?? 'missing'} and its audience (aud) is ${aud ? JSON.stringify(aud) : 'missing'}.`
  if (reason.includes('No auth provider found')) {
    return `${claims} Compare both with the providers of convex/auth.config.ts: WORKOS_CLIENT_ID of the Convex deployment must be the client id in iss, and the issuer https://api.workos.com needs the client id as aud, from a JWT template.`
  }
  if (reason.includes('JWKS')) return `${claims} Convex must be able to fetch the provider's jwks address, as application/json. A deployment in the cloud cannot reach a WorkOS emulator on this machine.`
  if (reason.includes('\'kid\'')) return `${claims} The key belongs to another WorkOS client: jwks in convex/auth.config.ts must name the client id in iss.`
  if (reason.includes('expired') || reason.includes('valid in')) return 'Compare the clocks of this server, WorkOS and Convex: they may differ by five seconds at the most.'
  return claims
}
