import { getQuery, type H3Event } from 'h3'
import { z } from 'zod'
import type { Invitation } from '@workos-inc/node'
import type { InvitationView } from '../../../common/invitation'
import { personName } from '../../../common/personName'
import { defineApiHandler } from '../../utils/authHandler'
import { findInWorkos } from '../../utils/callWorkos'
import { invitationToken } from '../../utils/identifiers'
import { isSameAddress, readInvitation } from '../../utils/invitation'
import { requireRoom } from '../../utils/limits/requireRoom'
import { requireValid } from '../../utils/readBody'
import { readAuthSession } from '../../utils/session'
import { workosReads } from '../../utils/workos'

const querySchema = z.object({ invitation_token: invitationToken })

/** What an invitation is about, for whoever holds its token. */
export default defineApiHandler(async (event): Promise<InvitationView> => {
  const { invitation_token } = requireValid(querySchema, getQuery(event))
  await requireRoom(event, 'invitation')
  const invitation = await readInvitation(invitation_token)
  const viewer = await viewerOf(event, invitation)
  if (!invitation) return { state: 'unknown', email: '', organization: null, inviter: null, expiresAt: '', viewer }
  const { state, email, organizationId, inviterUserId, expiresAt } = invitation
  const [organization, inviter] = await Promise.all([organizationId && findOrganization(organizationId), inviterUserId && findName(inviterUserId)])
  return { state, email, organization: organization || null, inviter: inviter || null, expiresAt, viewer }
})

async function viewerOf(event: H3Event, invitation: Invitation | null): Promise<InvitationView['viewer']> {
  const session = await readAuthSession(event)
  if (!session) return 'guest'
  return invitation && isSameAddress(session.user.email, invitation.email) ? 'invited' : 'other'
}

async function findOrganization(id: string): Promise<InvitationView['organization']> {
  const organization = await findInWorkos(() => workosReads().organizations.getOrganization(id))
  return organization && { id, name: organization.name }
}

async function findName(userId: string): Promise<string | null> {
  const user = await findInWorkos(() => workosReads().userManagement.getUser(userId))
  return user && personName(user)
}
