import { z } from 'zod'
import { redeemEmailVerification } from '../actions/redeemEmailVerification'
import { requireUser } from '../actions/requireUser'
import { verifyEmail } from '../actions/verifyEmail'
import { refusalOf, reportFailure, reportSuccess } from '../signIn/authenticationEvents'
import { completeSignIn } from '../signIn/completeSignIn'
import { requirePending, spendPendingToken } from '../signIn/pendingAuthentication'
import { clientDetails } from './clientDetails'
import { defineGrant } from './grant'
import { oneTimeCodeError } from './oneTimeCodeError'

export const emailVerification = defineGrant({
  grantType: 'urn:workos:oauth:grant-type:email-verification:code',
  summary: 'Go on after proving the address',
  allowsPublicClient: false,
  input: clientDetails.extend({ pending_authentication_token: z.string(), code: z.string() }),
  exchange: async (request, emulator) => {
    const signIn = requirePending(request.pending_authentication_token, emulator)
    const user = requireUser(signIn.userId, emulator)
    const problem = redeemEmailVerification(user.id, request.code, emulator)
    if (problem) {
      const error = oneTimeCodeError(problem)
      reportFailure('email_verification', user, request, refusalOf(error), emulator)
      throw error
    }
    spendPendingToken(request.pending_authentication_token, emulator)
    verifyEmail(user, emulator)
    reportSuccess('email_verification', user, request, emulator)
    const newIdentity = signIn.newIdentity && { ...signIn.newIdentity, emailVerified: true }
    return completeSignIn({ ...signIn, newIdentity }, emulator)
  },
})
