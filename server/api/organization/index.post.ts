import { useRuntimeConfig } from 'nitropack/runtime'
import { z } from 'zod'
import { AuthError } from '../../utils/authError'
import { defineAuthHandler } from '../../utils/authHandler'
import { ensureStoredUser } from '../../utils/convex'
import { requireRoom } from '../../utils/limits/requireRoom'
import { createOwnOrganization } from '../../utils/organization/createOwnOrganization'
import { readValidBody } from '../../utils/readBody'
import { requireAuthSession } from '../../utils/session'
import { moveToOrganization } from '../../utils/steps/moveToOrganization'

const bodySchema = z.object({
  name: z.string('organization_name_missing').trim().min(1, 'organization_name_missing').max(100, 'organization_name_long'),
})

/** Makes an organization whose first member is the caller, and moves their session into it. */
export default defineAuthHandler('/organization/new', async (event) => {
  const session = await requireAuthSession(event)
  if (!useRuntimeConfig(event).public.auth.createOrganizations) throw new AuthError('organizations_closed', { status: 403 })
  if (session.impersonator) throw new AuthError('impersonation_limited', { status: 403 })
  const { name } = await readValidBody(event, bodySchema)
  await requireRoom(event, 'createOrganization', session.user.email)
  const organizationId = await createOwnOrganization(session.user.id, name)
  const answer = await moveToOrganization(event, session, organizationId, '/organization?done=created')
  // At once, rather than with the webhooks: the next page shows it.
  await ensureStoredUser((await requireAuthSession(event)).accessToken)
  return answer
})
