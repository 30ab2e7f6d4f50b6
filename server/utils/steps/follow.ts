import type { H3Event } from 'h3'
import { useRuntimeConfig } from 'nitropack/runtime'
import { STEP_PAGES, type AuthAnswer } from '../../../common/authFlow'
import { sanitizeReturnTo } from '../../../common/returnTo'
import { AuthError } from '../authError'
import { explainFailure } from '../explainFailure'
import { readFlow, updateFlow, type AuthFlow } from '../flow'
import { toFlowView } from '../flowView'
import { grantOnce } from '../grantOnce'
import { isSameAddress } from '../invitation'
import { readAuthSession } from '../session'
import { readSessionId } from '../sessionCookie'
import { signIn } from '../signIn'
import { classifyWorkosFailure } from '../workosFailure'
import { reachOrganization } from './reachOrganization'
import type { Grant, Outcome } from './step'
import { readStepUp } from './stepUp'
import { entryFor } from './table'

/** More steps in a row without the person having to do anything are a circle. */
const MAX_HOPS = 4

/** What was spent already. Harmless when it was this person who did, with the other click of a double one. */
const SPENT = new Set(['one_time_code_previously_used', 'invalid_pending_authentication_token', 'invalid_grant'])

/** Nothing goes on from here with what the flow holds. */
const OVER = new Set(['invalid_pending_authentication_token', 'user_mismatch', 'invalid_grant'])

/**
 * Follows a sign-in from step to step until it needs the person again: any call to WorkOS may end in
 * a session or ask for any step, whichever step came before.
 *
 * @throws AuthError with words for the visitor. The flow is kept as far as it is still good.
 */
export async function follow(event: H3Event, outcome: Outcome, hops = 0): Promise<AuthAnswer> {
  if (hops > MAX_HOPS) throw new AuthError('refused', { status: 400, page: '/login', cause: 'the steps of this sign-in go round in a circle' })
  if ('goTo' in outcome) return { redirectTo: outcome.goTo }
  if ('show' in outcome) {
    const next = STEP_PAGES[outcome.show.kind]
    const lastPost = outcome.codeResent ? { page: next, codeResent: true } : undefined
    const flow = await updateFlow(event, { step: outcome.show, sessionId: await readSessionId(event), lastPost })
    return { next, flow: await toFlowView(event, flow) }
  }
  return await runGrant(event, outcome.grant, hops)
}

async function runGrant(event: H3Event, grant: Grant, hops: number): Promise<AuthAnswer> {
  let answer
  try {
    answer = await grantOnce(grant)
  }
  catch (error) {
    return await followRefusal(event, error, hops)
  }
  const detour = reachOrganization(answer, { event, flow: await readFlow(event) })
  return detour ? await follow(event, detour, hops + 1) : await signIn(event, answer)
}

/** The same for what WorkOS answered instead of a session. */
export async function followRefusal(event: H3Event, error: unknown, hops = 0): Promise<AuthAnswer> {
  return await follow(event, await afterRefusal(event, error), hops + 1)
}

async function afterRefusal(event: H3Event, error: unknown): Promise<Outcome> {
  if (error instanceof AuthError) throw error
  const failure = classifyWorkosFailure(error)
  if (failure.kind !== 'refused') throw explainFailure(failure, error)
  const flow = await readFlow(event)
  if (SPENT.has(failure.code) && await wasSignedIn(event, flow)) {
    return { goTo: sanitizeReturnTo(flow.returnTo, useRuntimeConfig(event).public.auth.home) }
  }
  if (OVER.has(failure.code)) {
    await updateFlow(event, { step: undefined })
    throw new AuthError('start_over', { status: 400, code: failure.code, page: '/login', requestId: failure.requestId, cause: error })
  }
  const stepUp = readStepUp(failure, error)
  const enter = entryFor(stepUp)
  if (!enter) throw explainFailure(failure, error)
  const known = flow.email ? flow : await updateFlow(event, { email: stepUp.email })
  return await enter(stepUp, { event, flow: known })
}

/** Whether the person of this flow has got a session since its step was shown. */
async function wasSignedIn(event: H3Event, { email, sessionId }: AuthFlow): Promise<boolean> {
  const session = await readAuthSession(event).catch(() => null)
  return session !== null && session.claims.sid !== sessionId && (!email || isSameAddress(session.user.email, email))
}
