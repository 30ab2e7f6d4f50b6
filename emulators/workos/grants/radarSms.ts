import { z } from 'zod'
import { redeemCode } from '../actions/redeemCode'
import { completeSignIn } from '../signIn/completeSignIn'
import { requirePending, spendPendingToken } from '../signIn/pendingAuthentication'
import { clientDetails } from './clientDetails'
import { defineGrant } from './grant'
import { oneTimeCodeError } from './oneTimeCodeError'

/** The code counts only together with the phone it was sent to. */
export const radarSms = defineGrant({
  grantType: 'urn:workos:oauth:grant-type:radar-sms-challenge:code',
  summary: 'Go on with a code that was sent to a phone because the sign-in looked unusual',
  allowsPublicClient: false,
  input: clientDetails.extend({
    pending_authentication_token: z.string(),
    verification_id: z.string(),
    phone_number: z.string(),
    code: z.string(),
  }),
  exchange: async ({ pending_authentication_token, verification_id, phone_number, code }, emulator) => {
    const { store, clock } = emulator
    const signIn = requirePending(pending_authentication_token, emulator)
    const verification = store.smsVerifications.find(row =>
      row.id === verification_id && row.user_id === signIn.userId && row.phone_number === phone_number)
    const problem = redeemCode(store.smsVerifications, verification, code, clock)
    if (problem) throw oneTimeCodeError(problem)
    spendPendingToken(pending_authentication_token, emulator)
    return completeSignIn({ ...signIn, radarPassed: true }, emulator)
  },
})
