import type { AuthenticationResponse } from '@workos-inc/node'
import { readClaims } from '../accessToken'
import { describeClient } from '../client'
import { serverEnv } from '../env'
import { revokeSession } from '../revokeSession'
import { workosGrants } from '../workos'
import type { Outcome, StepContext } from './step'

/**
 * WorkOS places whoever has one membership in that organization, whichever tenant's page they came
 * through. When another one was wanted, this is the call that moves them there.
 *
 * @returns null when they are where they wanted to be, or wanted nothing in particular.
 */
export function reachOrganization(answer: AuthenticationResponse, { event, flow }: StepContext): Outcome | null {
  const claims = readClaims(answer.accessToken)
  const { organizationId } = flow
  // Whoever impersonates chose whom, and where, at WorkOS.
  if (!claims || !organizationId || claims.org_id === organizationId || answer.impersonator) return null
  const { refreshToken, authenticationMethod } = answer
  return {
    grant: {
      spends: refreshToken,
      attempt: organizationId,
      run: async () => {
        try {
          const moved = await workosGrants().userManagement.authenticateWithRefreshToken({
            clientId: serverEnv().WORKOS_CLIENT_ID, refreshToken, organizationId, ...describeClient(event),
          })
          return { authenticationMethod, ...moved }
        }
        catch (error) {
          // Nobody would ever use, or end, the session in the other organization.
          await revokeSession(claims.sid)
          throw error
        }
      },
    },
  }
}
