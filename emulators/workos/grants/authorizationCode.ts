import { createHash } from 'node:crypto'
import { z } from 'zod'
import { beginAssertedSignIn } from '../assertions/beginAssertedSignIn'
import type { Emulator } from '../emulator'
import { codedError, oauthError } from '../http/apiError'
import type { AuthorizationCode } from '../objects/authorizationCode'
import { completeSignIn } from '../signIn/completeSignIn'
import { clientDetails } from './clientDetails'
import { defineGrant } from './grant'

const input = clientDetails.extend({
  code: z.string(),
  client_secret: z.string().optional(),
  code_verifier: z.string().optional(),
  redirect_uri: z.string().optional(),
  invitation_token: z.string().optional(),
})

type Input = z.infer<typeof input>

/** What a provider, an SSO connection or the dashboard vouched for becomes a session, or the next step. */
export const authorizationCode = defineGrant({
  grantType: 'authorization_code',
  summary: 'Sign in with the code of a callback: OAuth, SSO, the hosted page, impersonation',
  allowsPublicClient: true,
  input,
  exchange: async (request, emulator) => {
    const { assertion, issuedAt, invitationToken } = redeem(request, emulator)
    const client = { ...request, invitation_token: request.invitation_token ?? invitationToken ?? undefined }
    const signIn = beginAssertedSignIn(assertion, client, emulator)
    return completeSignIn({ ...signIn, startedAt: issuedAt }, emulator)
  },
})

/** Single use: whatever the policies say next, this code is spent. */
function redeem(request: Input, { store, clock }: Emulator): AuthorizationCode {
  const code = store.authorizationCodes.get(request.code)
  if (!code || code.used || code.expiresAt <= clock.now()) throw invalidGrant(`The code '${request.code}' has expired or is invalid.`)
  if (request.redirect_uri !== undefined && request.redirect_uri !== code.redirectUri) {
    throw invalidGrant('The redirect URI does not match the one the code was issued for.')
  }
  requireProof(request, code.codeChallenge)
  return store.authorizationCodes.update(code.id, { used: true })
}

/** A client proves itself with its secret, a flow with its verifier (RFC 7636 section 4.6). Without a secret, PKCE is the only proof. */
function requireProof({ client_secret, code_verifier }: Input, codeChallenge: string | null): void {
  if (code_verifier === undefined) {
    if (client_secret === undefined) throw oauthError('invalid_client', 'Either client_secret or code_verifier is needed.')
    if (codeChallenge !== null) throw invalidGrant('The code was requested with a code challenge: code_verifier is needed.')
    return
  }
  if (codeChallenge === null) throw codedError(400, 'code_challenge_not_found', 'The code was requested without a code challenge.')
  if (sha256(code_verifier) !== codeChallenge) throw invalidGrant('The code verifier does not match the code challenge.')
}

const invalidGrant = (description: string) => oauthError('invalid_grant', description)

const sha256 = (text: string) => createHash('sha256').update(text).digest('base64url')
