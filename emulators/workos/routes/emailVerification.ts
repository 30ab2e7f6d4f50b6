import { z } from 'zod'
import { issueEmailVerification } from '../actions/issueEmailVerification'
import { redeemEmailVerification } from '../actions/redeemEmailVerification'
import { requireUser } from '../actions/requireUser'
import { verifyEmail } from '../actions/verifyEmail'
import { codedError, notFound } from '../http/apiError'
import { readInput } from '../http/input'
import { pathParam } from '../http/param'
import type { Route } from '../http/route'
import { presentEmailVerification } from '../objects/emailVerification'
import type { CodeProblem } from '../objects/oneTimeCode'
import { presentUser } from '../objects/user'

const problems: Readonly<Record<CodeProblem, readonly [code: string, message: string]>> = {
  incorrect: ['email_verification_code_incorrect', 'The code is incorrect.'],
  expired: ['email_verification_code_expired', 'The code has expired.'],
  previously_used: ['email_verification_code_previously_used', 'The code has already been used.'],
  too_many_attempts: ['email_verification_code_incorrect', 'Too many incorrect codes were entered.'],
}

export const emailVerificationRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/user_management/users/:id/email_verification/send',
    summary: 'Mails a new verification code',
    access: 'key',
    handle: (event, emulator) => {
      const user = requireUser(pathParam(event, 'id'), emulator)
      if (user.email_verified) throw codedError(400, 'email_already_verified', 'The email address is already verified.')
      issueEmailVerification(user, emulator)
      return { user: presentUser(user) }
    },
  },
  {
    method: 'POST',
    path: '/user_management/users/:id/email_verification/confirm',
    summary: 'Verifies the address without signing in',
    access: 'key',
    handle: async (event, emulator) => {
      const user = requireUser(pathParam(event, 'id'), emulator)
      const { code } = await readInput(event, z.object({ code: z.string() }))
      if (user.email_verified) throw codedError(400, 'email_previously_verified', 'The email address is already verified.')
      const problem = redeemEmailVerification(user.id, code, emulator)
      if (problem) throw codedError(400, ...problems[problem])
      return { user: presentUser(verifyEmail(user, emulator)) }
    },
  },
  {
    method: 'GET',
    path: '/user_management/email_verification/:id',
    summary: 'Reads a verification code',
    access: 'key',
    handle: (event, { store }) => {
      const id = pathParam(event, 'id')
      const verification = store.emailVerifications.get(id)
      if (!verification) throw notFound('Email verification', id)
      return presentEmailVerification(verification)
    },
  },
]
