import { z } from 'zod'
import { sanitizeReturnTo } from '../../../common/returnTo'
import { defineAuthHandler } from '../../utils/authHandler'
import { workosId } from '../../utils/identifiers'
import { readValidBody } from '../../utils/readBody'
import { requireAuthSession } from '../../utils/session'
import { moveToOrganization } from '../../utils/steps/moveToOrganization'

const bodySchema = z.object({
  organizationId: z.string('organization_missing').min(1, 'organization_missing').pipe(workosId),
  returnTo: z.string().optional(),
})

/** Moves the session into another organization of its user. */
export default defineAuthHandler('/organization', async (event) => {
  const session = await requireAuthSession(event)
  const { organizationId, returnTo } = await readValidBody(event, bodySchema)
  return await moveToOrganization(event, session, organizationId, sanitizeReturnTo(returnTo, '') || undefined)
})
