import type { AuthenticationResponse } from '@workos-inc/node'
import { decodeToken } from '../../../common/tokenRefusal/decodeToken'
import { toStoredUser } from '../../../server/utils/authSession'
import { askConvex } from './askConvex'
import { measureCookie, typicalSession } from './cookie'
import type { AppFacts, ConvexFacts, Gap, TokenFacts } from './facts'
import { signInWithCode, signOut, type SignInRequest } from './signIn'

export type TokenSource =
  | { kind: 'none' }
  | { kind: 'given', token: string }
  | { kind: 'sign-in', request: SignInRequest }

export interface TokenGathered {
  facts: TokenFacts | null
  gaps: Gap[]
}

const NO_SIGN_OUT: Gap = { what: 'Sign-out redirects', why: 'that takes a sign-in: --email.' }

/** Looks at one real token, with the consent that naming it or an address is. */
export async function gatherToken(source: TokenSource, app: AppFacts, convex: ConvexFacts): Promise<TokenGathered> {
  if (source.kind === 'none') return { facts: null, gaps: [{ what: 'Tokens', why: 'that takes one: --token or --email.' }, NO_SIGN_OUT] }
  if (source.kind === 'given') return { facts: await examineGiven(source.token, app, convex), gaps: [NO_SIGN_OUT] }

  const outcome = await signInWithCode(app, source.request)
  if ('answer' in outcome) return { facts: await examineSession(outcome.answer, app, convex), gaps: [] }
  if ('waitsForCode' in outcome) {
    const why = `a code was mailed to ${source.request.email}: run \`npm run doctor -- --email ${source.request.email} --code …\`.`
    return { facts: null, gaps: [{ what: 'Tokens', why }] }
  }
  const why = `the sign-in of ${source.request.email} ended with ${outcome.failure}; name somebody else, or use --token.`
  return {
    facts: { decoded: null, isFresh: false, refusal: null, cookie: null, signOut: null, failure: outcome.failure },
    gaps: [{ what: 'Tokens', why }],
  }
}

async function examineGiven(token: string, app: AppFacts, convex: ConvexFacts): Promise<TokenFacts> {
  const decoded = decodeToken(token)
  return {
    decoded,
    isFresh: false,
    refusal: await refusalOf(token, convex),
    cookie: await measureCookie(cookieName(app), typicalSession(token, decoded?.claims.sub ?? '')),
    signOut: null,
    failure: null,
  }
}

async function examineSession(answer: AuthenticationResponse, app: AppFacts, convex: ConvexFacts): Promise<TokenFacts> {
  const { accessToken, refreshToken, user } = answer
  const decoded = decodeToken(accessToken)
  const refusal = await refusalOf(accessToken, convex)
  const cookie = await measureCookie(cookieName(app), { accessToken, refreshToken, user: toStoredUser(user) })
  const sessionId = decoded?.claims.sid
  return { decoded, isFresh: true, refusal, cookie, signOut: sessionId ? await signOut(app, sessionId) : null, failure: null }
}

/** @returns null also when nobody can be asked; a check of its own says so. */
async function refusalOf(token: string, { url, unreachable }: ConvexFacts): Promise<string | null> {
  if (!url || unreachable) return null
  return await askConvex(url, token).then(({ refusal }) => refusal, () => null)
}

function cookieName({ env }: AppFacts): string {
  return env.WORKOS_COOKIE_NAME || 'wos-session'
}
