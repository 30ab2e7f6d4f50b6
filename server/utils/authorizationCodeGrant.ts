import type { H3Event } from 'h3'
import { describeClient } from './client'
import { serverEnv } from './env'
import type { AuthFlow } from './flow'
import type { Outcome } from './steps/step'
import { workosGrants } from './workos'

/** The exchange of the code that a provider sent back (RFC 7636). */
export function authorizationCodeGrant(event: H3Event, { invitationToken }: Pick<AuthFlow, 'invitationToken'>, code: string, codeVerifier: string): Outcome {
  return {
    grant: {
      spends: code,
      attempt: codeVerifier,
      run: () => workosGrants().userManagement.authenticateWithCode({
        clientId: serverEnv().WORKOS_CLIENT_ID,
        code,
        codeVerifier,
        invitationToken,
        ...describeClient(event),
      }),
    },
  }
}
