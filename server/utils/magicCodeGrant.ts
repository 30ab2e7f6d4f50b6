import { randomUUID } from 'node:crypto'
import type { H3Event } from 'h3'
import { AuthError } from './authError'
import { describeClient } from './client'
import { serverEnv } from './env'
import type { AuthFlow } from './flow'
import type { Outcome } from './steps/step'
import { workosGrants } from './workos'
import { classifyWorkosFailure } from './workosFailure'

/** The exchange of a mailed code. */
export function magicCodeGrant(event: H3Event, { id = randomUUID(), email = '', invitationToken }: AuthFlow, code: string): Outcome {
  return {
    grant: {
      spends: id,
      attempt: code,
      run: () => workosGrants().userManagement.authenticateWithMagicAuth({
        clientId: serverEnv().WORKOS_CLIENT_ID,
        email,
        code,
        invitationToken,
        ...describeClient(event),
      }).catch(hideMissingAccount),
    },
  }
}

/** Where nobody may sign up, an address without an account was answered as if a code had been sent: then no code is right. */
function hideMissingAccount(error: unknown): never {
  const failure = classifyWorkosFailure(error)
  if (failure.kind !== 'refused' || failure.code !== 'sign_up_not_allowed') throw error
  throw new AuthError('invalid_one_time_code', { status: 400, cause: error })
}
