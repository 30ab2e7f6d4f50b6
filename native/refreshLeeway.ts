/**
 * For Convex's option `authRefreshTokenLeewaySeconds`: how long before its end a token is replaced.
 * Never as long as the token's life, which would make the client replace tokens without pause.
 *
 * @param lifetime of access tokens, in seconds: WorkOS dashboard, Sessions.
 */
export function refreshLeeway(lifetime: number): number {
  return Math.min(30, lifetime / 5)
}
