import type { Evidence, JwksAnswer } from '../../common/tokenRefusal/evidence'
import { matchingProvider } from '../../common/tokenRefusal/evidence'
import { isLoopback } from '../../server/utils/loopback'
import type { Facts } from './facts/facts'

/** What the facts tell about the token, for the causes that the application explains refusals with, too. */
export function refusalEvidence({ convex, jwks, clocks, token, now }: Facts): Evidence {
  // Without its client id a deployment's providers say nothing, and a check of its own says why.
  const configured = convex.variables && !convex.variables.WORKOS_CLIENT_ID ? null : convex.configured
  const aheadOfUs = clocks.find(({ who }) => who === 'Convex')?.aheadSeconds ?? 0
  const evidence: Evidence = {
    token: token?.decoded ?? null,
    reason: token?.refusal ?? null,
    providers: convex.listed ?? configured,
    configured,
    jwks: null,
    isFresh: token?.isFresh ?? false,
    now: now + aheadOfUs * 1000,
  }
  const url = jwksOfToken(evidence, configured)
  const answer = jwks.find(({ url: asked }) => url === undefined || asked === url) ?? null
  return { ...evidence, jwks: answer && asConvexSees(answer, convex) }
}

/** Convex does not list the addresses of the keys, so they are taken from auth.config.ts. */
function jwksOfToken(evidence: Evidence, configured: Evidence['configured']): string | undefined {
  const issuer = matchingProvider(evidence)?.issuer
  const provider = configured?.find(candidate => candidate.issuer === issuer) ?? configured?.[0]
  return provider?.jwks ?? undefined
}

/** What answers on this machine is out of reach for a deployment in the cloud. */
function asConvexSees(answer: JwksAnswer, { deployment }: Facts['convex']): JwksAnswer {
  const isOutOfReach = deployment?.kind === 'cloud' && isLoopback(new URL(answer.url).hostname)
  return isOutOfReach ? { ...answer, status: null, contentType: null, kids: null } : answer
}
