import { z } from 'zod'
import { redeemCode } from '../actions/redeemCode'
import { codedError } from '../http/apiError'
import { completeSignIn } from '../signIn/completeSignIn'
import { requirePending, spendPendingToken } from '../signIn/pendingAuthentication'
import { clientDetails } from './clientDetails'
import { defineGrant } from './grant'
import { oneTimeCodeError } from './oneTimeCodeError'

export const radarEmail = defineGrant({
  grantType: 'urn:workos:oauth:grant-type:radar-email-challenge:code',
  summary: 'Go on with a code that was mailed because the sign-in looked unusual',
  allowsPublicClient: false,
  input: clientDetails.extend({ pending_authentication_token: z.string(), radar_challenge_id: z.string(), code: z.string() }),
  exchange: async ({ pending_authentication_token, radar_challenge_id, code }, emulator) => {
    const { store, clock } = emulator
    const signIn = requirePending(pending_authentication_token, emulator)
    const challenge = store.radarChallenges.get(radar_challenge_id)
    if (challenge && challenge.user_id !== signIn.userId) throw codedError(400, 'user_mismatch', 'The challenge belongs to another user.')
    const problem = redeemCode(store.radarChallenges, challenge, code, clock)
    if (problem) throw oneTimeCodeError(problem)
    spendPendingToken(pending_authentication_token, emulator)
    return completeSignIn({ ...signIn, radarPassed: true }, emulator)
  },
})
