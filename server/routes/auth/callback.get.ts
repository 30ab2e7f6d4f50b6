import { defineEventHandler, getQuery, sendRedirect, type H3Event } from 'h3'
import { z } from 'zod'
import type { AuthAnswer } from '../../../common/authFlow'
import { sanitizeReturnTo } from '../../../common/returnTo'
import { alreadySignedIn } from '../../utils/alreadySignedIn'
import { AuthError, toAuthError } from '../../utils/authError'
import { keepError } from '../../utils/authHandler'
import { authorizationCodeGrant } from '../../utils/authorizationCodeGrant'
import { takeAuthorization, type Authorization } from '../../utils/authorizationCookie'
import { explainCallback } from '../../utils/explainCallback'
import { readFlow, writeFlow } from '../../utils/flow'
import { acceptStateless } from '../../utils/acceptStateless'
import { follow } from '../../utils/steps/follow'

const parameter = z.string().min(1).max(4096).optional().catch(undefined)
/** Anybody can make up such an address, so what is not as it should be counts as missing. */
const querySchema = z.object({ code: parameter, state: parameter, error: parameter })

type Query = z.infer<typeof querySchema>

/** Where providers and identity providers send people back to. Always goes on to a page of this site, or to the next identity provider. */
export default defineEventHandler(async (event) => {
  const query = querySchema.parse(getQuery(event))
  const authorization = query.state ? await takeAuthorization(event, query.state) : null
  try {
    const answer = await resolve(event, query, authorization)
    return await sendRedirect(event, 'next' in answer ? answer.next : answer.redirectTo, 303)
  }
  catch (thrown) {
    const error = toAuthError(thrown)
    const page = error.page ?? await pageAfterFailure(event, authorization)
    await keepError(event, error, page)
    return await sendRedirect(event, page, 303)
  }
})

async function resolve(event: H3Event, { code, state, error }: Query, authorization: Authorization | null): Promise<AuthAnswer> {
  if (authorization) await resumeFlow(event, authorization)
  if (error) throw explainCallback(error)
  if (!code) throw new AuthError('callback_incomplete', { status: 400 })
  if (authorization) return await follow(event, authorizationCodeGrant(event, authorization.aim, code, authorization.codeVerifier))
  if (!state) return await acceptStateless(event, code)
  // The back button, or a bookmark of what was in the address bar for a moment.
  const signedIn = await alreadySignedIn(event)
  if (signedIn) return signedIn
  throw new AuthError('callback_unknown', { status: 400 })
}

/** Another tab may have begun something else meanwhile: what counts is what was meant when this way began. */
async function resumeFlow(event: H3Event, { aim, method, connectionId }: Authorization): Promise<void> {
  const { authorizations } = await readFlow(event)
  await writeFlow(event, { ...aim, authorizations, method, connectionId })
}

/** Whoever is signed in (they wanted to change the organization, say) is told where they came from; the sign-in page would not keep them. */
async function pageAfterFailure(event: H3Event, authorization: Authorization | null): Promise<string> {
  const signedIn = await alreadySignedIn(event)
  return signedIn ? sanitizeReturnTo(authorization?.aim.returnTo, signedIn.redirectTo) : '/login'
}
