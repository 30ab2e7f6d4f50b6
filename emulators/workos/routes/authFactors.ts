import { setResponseStatus } from 'h3'
import { z } from 'zod'
import { challengeFactor } from '../actions/challengeFactor'
import { enrollFactor } from '../actions/enrollFactor'
import { redeemChallenge } from '../actions/redeemChallenge'
import { requireChallenge, requireFactor } from '../actions/requireFactor'
import { requireUser } from '../actions/requireUser'
import { oneTimeCodeError } from '../grants/oneTimeCodeError'
import { readInput } from '../http/input'
import { mapPage, paginate } from '../http/page'
import { pathParam } from '../http/param'
import { readQuery } from '../http/query'
import type { Route } from '../http/route'
import { presentChallenge } from '../objects/authenticationChallenge'
import { presentFactor, presentNewFactor } from '../objects/factor'

const enrolInput = z.object({
  type: z.literal('totp'),
  totp_issuer: z.string().min(1).optional(),
  totp_user: z.string().min(1).optional(),
  totp_secret: z.string().regex(/^[A-Z2-7]+$/).optional(),
})

export const authFactorRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/user_management/users/:id/auth_factors',
    summary: 'Lists the second factors of a user, with those that were never confirmed',
    access: 'key',
    handle: (event, emulator) => {
      const { id } = requireUser(pathParam(event, 'id'), emulator)
      return mapPage(paginate(emulator.store.factors.filter(factor => factor.user_id === id), readQuery(event)), presentFactor)
    },
  },
  {
    method: 'POST',
    path: '/user_management/users/:id/auth_factors',
    summary: 'Enrols an authenticator app; the answer shows its secret once, and a first challenge',
    access: 'key',
    handle: async (event, emulator) => {
      const user = requireUser(pathParam(event, 'id'), emulator)
      const factor = enrollFactor(user, await readInput(event, enrolInput), emulator)
      setResponseStatus(event, 201)
      return {
        authentication_factor: presentNewFactor(factor),
        authentication_challenge: presentChallenge(challengeFactor(factor, emulator)),
      }
    },
  },
  {
    method: 'GET',
    path: '/auth/factors/:id',
    summary: 'Reads a second factor',
    access: 'key',
    handle: (event, emulator) => presentFactor(requireFactor(pathParam(event, 'id'), emulator)),
  },
  {
    method: 'DELETE',
    path: '/auth/factors/:id',
    summary: 'Removes a second factor',
    access: 'key',
    handle: (event, emulator) => {
      emulator.store.factors.delete(requireFactor(pathParam(event, 'id'), emulator).id)
      setResponseStatus(event, 204)
      return null
    },
  },
  {
    method: 'POST',
    path: '/auth/factors/:id/challenge',
    summary: 'Asks for the code of a factor',
    access: 'key',
    handle: (event, emulator) => {
      const challenge = challengeFactor(requireFactor(pathParam(event, 'id'), emulator), emulator)
      setResponseStatus(event, 201)
      return presentChallenge(challenge)
    },
  },
  {
    method: 'POST',
    path: '/auth/challenges/:id/verify',
    summary: 'Checks a code without signing in, which also confirms an enrolment',
    access: 'key',
    handle: async (event, emulator) => {
      const { challenge, factor } = requireChallenge(pathParam(event, 'id'), emulator)
      const { code } = await readInput(event, z.object({ code: z.string() }))
      const problem = redeemChallenge(challenge, factor, code, emulator)
      if (problem && problem !== 'incorrect') throw oneTimeCodeError(problem)
      setResponseStatus(event, 201)
      return { challenge: presentChallenge(challenge), valid: problem === null }
    },
  },
]
