import { codedError } from '../http/apiError'
import { presentUser } from '../objects/user'
import { requireUser } from '../actions/requireUser'
import { issuePendingToken } from '../signIn/pendingAuthentication'
import type { Policy } from './policy'

/** One active membership decides silently; with several the person chooses; with none there is no organization. */
export const organizationChosen: Policy = (signIn, emulator) => {
  if (signIn.organizationId !== null) return signIn
  const { store } = emulator
  const organizations = store.memberships
    .filter(membership => membership.user_id === signIn.userId && membership.status === 'active')
    .flatMap(membership => store.organizations.get(membership.organization_id) ?? [])
  if (organizations.length <= 1) return { ...signIn, organizationId: organizations[0]?.id ?? null }
  throw codedError(403, 'organization_selection_required', 'The user must choose an organization to finish authenticating.', {
    pending_authentication_token: issuePendingToken(signIn, emulator),
    organizations: organizations.map(({ id, name }) => ({ id, name })),
    user: presentUser(requireUser(signIn.userId, emulator)),
  })
}
