import { z } from 'zod'
import { requireUser } from '../actions/requireUser'
import { verifyEmail } from '../actions/verifyEmail'
import type { Emulator } from '../emulator'
import { emailAddress } from '../http/input'
import type { MagicAuth } from '../objects/magicAuth'
import { codeProblem } from '../objects/oneTimeCode'
import { sameEmail } from '../objects/user'
import { refusalOf, reportFailure, reportSuccess } from '../signIn/authenticationEvents'
import { beginSignIn } from '../signIn/beginSignIn'
import { completeSignIn } from '../signIn/completeSignIn'
import { isDemanded } from '../signIn/isDemanded'
import { clientDetails } from './clientDetails'
import { defineGrant } from './grant'
import { oneTimeCodeError } from './oneTimeCodeError'

const input = clientDetails.extend({
  email: emailAddress,
  code: z.string(),
  invitation_token: z.string().optional(),
})

/** The code was mailed to the address, so using it also proves the address. */
export const magicAuth = defineGrant({
  grantType: 'urn:workos:oauth:grant-type:magic-auth:code',
  summary: 'Sign in with a code from a mail',
  allowsPublicClient: false,
  input,
  exchange: async (request, emulator) => {
    const { user_id } = redeem(request, emulator)
    const user = requireUser(user_id, emulator)
    if (!isDemanded('email_verification_required', user.email, emulator.store)) verifyEmail(user, emulator)
    reportSuccess('magic_auth', user, request, emulator)
    return completeSignIn(beginSignIn(user_id, 'MagicAuth', request, emulator), emulator)
  },
})

/** Only the newest code of an address counts. */
function redeem(request: z.infer<typeof input>, emulator: Emulator): MagicAuth {
  const { store, clock } = emulator
  const newest = store.magicAuths.newest(row => sameEmail(row.email, request.email))
  const problem = newest ? codeProblem(newest, request.code, clock.now()) : 'incorrect'
  if (newest && !problem) return store.magicAuths.update(newest.id, { usedAt: clock.iso() })
  if (newest) store.magicAuths.update(newest.id, { attempts: newest.attempts + 1 })
  const error = oneTimeCodeError(problem ?? 'incorrect')
  reportFailure('magic_auth', { id: newest?.user_id ?? null, email: request.email }, request, refusalOf(error), emulator)
  throw error
}
