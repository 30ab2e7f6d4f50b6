import { z } from 'zod'
import { AUTHENTICATE_PATH } from '../http/grantType'
import type { Limit } from './rateLimiter'

export interface LimitedRequest {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly ip: string
  readonly body: unknown
}

interface LimitRule extends Limit {
  /** Whose budget the request uses; null when the rule is not about it. */
  readonly keyOf: (request: LimitedRequest) => string | null
}

/** WorkOS docs: rate limits. */
export const limits: readonly LimitRule[] = [
  { name: 'all requests of an address', times: 6000, seconds: 60, keyOf: ({ ip }) => ip },
  { name: 'user management reads', times: 1000, seconds: 10, keyOf: request => isUserManagement(request) && isRead(request) ? 'all' : null },
  { name: 'user management writes', times: 500, seconds: 10, keyOf: request => isUserManagement(request) && !isRead(request) ? 'all' : null },
  { name: 'authenticate', times: 10, seconds: 60, keyOf: request => isPost(request, AUTHENTICATE_PATH) ? personOf(request) : null },
  { name: 'magic auth', times: 3, seconds: 60, keyOf: request => isPost(request, '/user_management/magic_auth') ? personOf(request) : null },
  { name: 'password reset', times: 3, seconds: 60, keyOf: request => isPost(request, '/user_management/password_reset') ? personOf(request) : null },
  { name: 'email verification', times: 3, seconds: 60, keyOf: ({ path }) => /^\/user_management\/users\/([^/]+)\/email_verification\/send$/.exec(path)?.[1] ?? null },
  { name: 'SSO', times: 1000, seconds: 60, keyOf: ({ path, query }) => path === '/user_management/authorize' ? query.get('connection_id') : null },
  { name: 'delete organization', times: 50, seconds: 60, keyOf: ({ method, path }) => method === 'DELETE' && /^\/organizations\/[^/]+$/.test(path) ? 'all' : null },
]

const isUserManagement = ({ path }: LimitedRequest) => path.startsWith('/user_management/')
const isRead = ({ method }: LimitedRequest) => method === 'GET'
const isPost = ({ method, path }: LimitedRequest, wanted: string) => method === 'POST' && path === wanted

const personInput = z.object({ email: z.string().optional(), authentication_challenge_id: z.string().optional() })

/** Grants that name neither an address nor a challenge (a refresh) have no limit of their own. */
function personOf({ body }: LimitedRequest): string | null {
  const { data } = personInput.safeParse(body)
  return data?.email?.trim().toLowerCase() ?? data?.authentication_challenge_id ?? null
}
