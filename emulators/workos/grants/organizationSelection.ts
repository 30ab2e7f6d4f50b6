import { z } from 'zod'
import { activeMembership } from '../actions/activeMembership'
import { ApiError, codedError } from '../http/apiError'
import { unmetRequirement } from '../policies/unmetRequirement'
import { completeSignIn } from '../signIn/completeSignIn'
import { requirePending, spendPendingToken } from '../signIn/pendingAuthentication'
import { clientDetails } from './clientDetails'
import { defineGrant } from './grant'

export const organizationSelection = defineGrant({
  grantType: 'urn:workos:oauth:grant-type:organization-selection',
  summary: 'Go on in the chosen organization',
  allowsPublicClient: false,
  input: clientDetails.extend({ pending_authentication_token: z.string(), organization_id: z.string() }),
  exchange: async ({ pending_authentication_token, organization_id }, emulator) => {
    const signIn = requirePending(pending_authentication_token, emulator)
    if (!activeMembership(signIn.userId, organization_id, emulator.store)) {
      throw codedError(400, 'organization_membership_not_found', 'The user is not an active member of this organization.')
    }
    const chosen = { ...signIn, organizationId: organization_id }
    // The one refusal without a code; the pending token still works for another organization.
    if (unmetRequirement(chosen, emulator)?.kind === 'sso') throw new ApiError(400, { message: 'Must use SSO for selected organization' })
    spendPendingToken(pending_authentication_token, emulator)
    return completeSignIn(chosen, emulator)
  },
})
