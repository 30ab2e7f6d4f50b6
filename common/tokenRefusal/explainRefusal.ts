import { formatFinding } from '../finding'
import { readListedProviders } from './authProvider'
import { decodeToken } from './decodeToken'
import { explain } from './explain'

/**
 * Says in a developer's words why Convex refused a token, and what to do: the words of `npm run doctor`.
 *
 * @param reason Convex's own message (https://docs.convex.dev/auth/debug).
 * @param token the token that was refused; it is read, not verified.
 */
export function explainRefusal(reason: string, token: string | null): string {
  const explanation = explain({
    token: token ? decodeToken(token) : null,
    reason,
    providers: readListedProviders(reason),
    configured: null,
    jwks: null,
    isFresh: false,
    now: null,
  })
  return [`Convex refused the access token: ${reason}`, ...explanation ? [formatFinding(explanation.finding)] : []].join('\n')
}
