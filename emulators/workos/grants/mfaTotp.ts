import { z } from 'zod'
import { redeemChallenge } from '../actions/redeemChallenge'
import { requireChallenge } from '../actions/requireFactor'
import { requireUser } from '../actions/requireUser'
import { codedError } from '../http/apiError'
import { reportSuccess } from '../signIn/authenticationEvents'
import { completeSignIn } from '../signIn/completeSignIn'
import { requirePending, spendPendingToken } from '../signIn/pendingAuthentication'
import { requireRightCode } from '../signIn/requireRightCode'
import { clientDetails } from './clientDetails'
import { defineGrant } from './grant'

/** Serves the challenge of a known factor and the first code of a new one alike. */
export const mfaTotp = defineGrant({
  grantType: 'urn:workos:oauth:grant-type:mfa-totp',
  summary: 'Go on with the code of an authenticator app',
  allowsPublicClient: false,
  input: clientDetails.extend({
    pending_authentication_token: z.string(),
    authentication_challenge_id: z.string(),
    code: z.string(),
  }),
  exchange: async (request, emulator) => {
    const signIn = requirePending(request.pending_authentication_token, emulator)
    const user = requireUser(signIn.userId, emulator)
    const { challenge, factor } = requireChallenge(request.authentication_challenge_id, emulator)
    if (factor.user_id !== user.id) throw codedError(400, 'user_mismatch', 'The challenge belongs to another user.')
    requireRightCode('mfa', redeemChallenge(challenge, factor, request.code, emulator), user, request, emulator)
    spendPendingToken(request.pending_authentication_token, emulator)
    reportSuccess('mfa', user, request, emulator)
    return completeSignIn({ ...signIn, secondFactorPassed: true }, emulator)
  },
})
