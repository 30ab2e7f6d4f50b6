import type { Invitation } from '@workos-inc/node'
import type { H3Event } from 'h3'
import { useRuntimeConfig } from 'nitropack/runtime'
import { z } from 'zod'
import type { AuthAnswer } from '../../../common/authFlow'
import { AuthError } from '../../utils/authError'
import { defineAuthHandler } from '../../utils/authHandler'
import type { AuthSession } from '../../utils/authSession'
import { beginWithAddress } from '../../utils/beginWithAddress'
import { callWorkos } from '../../utils/callWorkos'
import { readFlow, writeFlow } from '../../utils/flow'
import { invitationToken } from '../../utils/identifiers'
import { isSameAddress, readInvitation } from '../../utils/invitation'
import { requireRoom } from '../../utils/limits/requireRoom'
import { readValidBody } from '../../utils/readBody'
import { readAuthSession } from '../../utils/session'
import { moveToOrganization } from '../../utils/steps/moveToOrganization'
import { workosGrants } from '../../utils/workos'

const bodySchema = z.object({ invitationToken })

const REFUSALS = { accepted: 'invitation_accepted', expired: 'invitation_expired', revoked: 'invitation_revoked' } as const

/** Accepts an invitation: at once for whoever is signed in with its address, else by signing in with it. */
export default defineAuthHandler('/invitation', async (event) => {
  const { invitationToken: token } = await readValidBody(event, bodySchema)
  const page = `/invitation?invitation_token=${encodeURIComponent(token)}`
  await requireRoom(event, 'invitation')
  const invitation = await readInvitation(token)
  if (!invitation) throw new AuthError('invitation_unknown', { status: 404, page })
  if (invitation.state !== 'pending') throw new AuthError(REFUSALS[invitation.state], { status: 400, page })

  const session = await readAuthSession(event)
  if (!session) return await beginAsInvited(event, invitation)
  // An impersonator must not join anything in the user's name.
  if (session.impersonator) throw new AuthError('impersonation_limited', { status: 403, page })
  if (!isSameAddress(session.user.email, invitation.email)) {
    throw new AuthError('invitation_other_user', { status: 409, params: { email: invitation.email, user: session.user.email }, page })
  }
  return await accept(event, invitation, session)
})

async function beginAsInvited(event: H3Event, { email, token, organizationId }: Invitation): Promise<AuthAnswer> {
  const { authorizations } = await readFlow(event)
  await writeFlow(event, { authorizations, email, invitationToken: token, organizationId: organizationId ?? undefined })
  return await beginWithAddress(event, email)
}

async function accept(event: H3Event, { id, organizationId }: Invitation, session: AuthSession): Promise<AuthAnswer> {
  await callWorkos(() => workosGrants().userManagement.acceptInvitation(id))
  if (organizationId) return await moveToOrganization(event, session, organizationId)
  return { redirectTo: useRuntimeConfig(event).public.auth.home }
}
