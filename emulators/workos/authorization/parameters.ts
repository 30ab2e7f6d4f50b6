import { z } from 'zod'
import { queryList } from '../http/query'
import { AuthorizationError } from './authorizationError'

/** The hash of a verifier, in base64url without padding (RFC 7636 section 4.2). */
const codeChallenge = z.string().regex(/^[\w-]{43}$/, 'Not a S256 code challenge.')

const parameters = z.object({
  response_type: z.literal('code'),
  provider: z.string().optional(),
  connection_id: z.string().optional(),
  organization_id: z.string().optional(),
  code_challenge: codeChallenge.optional(),
  code_challenge_method: z.literal('S256').optional(),
  login_hint: z.string().optional(),
  domain_hint: z.string().optional(),
  prompt: z.string().optional(),
  screen_hint: z.enum(['sign-in', 'sign-up']).optional(),
  max_age: z.coerce.number().int().nonnegative().optional(),
  invitation_token: z.string().optional(),
  claim_nonce: z.string().optional(),
}).refine(input => (input.code_challenge === undefined) === (input.code_challenge_method === undefined), {
  path: ['code_challenge_method'],
  message: 'code_challenge and code_challenge_method=S256 go together.',
})

export type AuthorizationParameters = z.infer<typeof parameters> & { readonly scopes: readonly string[] }

/** `domain_hint`, `prompt`, `max_age` and `provider_query_params` are for the provider: the emulated one asks every time anyway. */
export function readAuthorizationParameters(query: URLSearchParams): AuthorizationParameters {
  const parsed = parameters.safeParse(Object.fromEntries([...query].filter(([, value]) => value !== '')))
  if (parsed.success) return { ...parsed.data, scopes: queryList(query, 'provider_scopes') }
  const [issue] = parsed.error.issues
  const name = issue?.path[0]
  if (name === 'response_type') throw new AuthorizationError('unsupported_response_type', 'response_type must be code.')
  throw new AuthorizationError('invalid_request', `${String(name)}: ${issue?.message}`)
}
