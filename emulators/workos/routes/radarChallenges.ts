import { setResponseStatus } from 'h3'
import { z } from 'zod'
import { sendSmsVerification } from '../actions/sendSmsVerification'
import { codedError, notFound } from '../http/apiError'
import { readInput } from '../http/input'
import { pathParam } from '../http/param'
import type { Route } from '../http/route'
import { presentRadarChallenge } from '../objects/radarChallenge'
import { presentSmsVerification } from '../objects/smsVerification'
import { requirePending } from '../signIn/pendingAuthentication'

/** A plus, the country and the number, fifteen digits at most (ITU-T E.164). */
const PHONE_NUMBER = /^\+[1-9]\d{6,14}$/

const sendInput = z.object({ user_id: z.string(), pending_authentication_token: z.string(), phone_number: z.string() })

export const radarChallengeRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/user_management/radar_challenges',
    summary: 'Sends a code to a phone during a sign-in; only the newest one counts',
    access: 'key',
    handle: async (event, emulator) => {
      const { user_id, pending_authentication_token, phone_number } = await readInput(event, sendInput)
      if (requirePending(pending_authentication_token, emulator).userId !== user_id) {
        throw codedError(400, 'user_mismatch', 'The sign-in belongs to another user.')
      }
      if (!PHONE_NUMBER.test(phone_number)) throw codedError(400, 'radar_sms_challenge_error', 'The phone number is invalid.')
      setResponseStatus(event, 201)
      return presentSmsVerification(sendSmsVerification(user_id, phone_number, emulator))
    },
  },
  {
    method: 'GET',
    path: '/user_management/radar_challenges/:id',
    summary: 'Reads the code of a mailed Radar challenge',
    access: 'key',
    handle: (event, { store }) => {
      const id = pathParam(event, 'id')
      const challenge = store.radarChallenges.get(id)
      if (!challenge) throw notFound('Radar challenge', id)
      return presentRadarChallenge(challenge)
    },
  },
]
