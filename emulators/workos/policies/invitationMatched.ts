import { invitationOf } from '../signIn/invitationOf'
import type { Policy } from './policy'

/** An invitation decides the organization, unless an SSO connection has. */
export const invitationMatched: Policy = (signIn, emulator) => {
  const invitation = invitationOf(signIn, emulator)
  return { ...signIn, organizationId: signIn.organizationId ?? invitation?.organization_id ?? null }
}
