import { useRuntimeConfig } from 'nitropack/runtime'
import { callWorkos } from '../callWorkos'
import { createLog } from '../log/log'
import { workosGrants } from '../workos'

const log = createLog('organization')

/**
 * Makes an organization with one member, who can manage it.
 *
 * @returns its id.
 * @throws AuthError when WorkOS refuses; nothing is left behind then.
 */
export async function createOwnOrganization(userId: string, name: string): Promise<string> {
  const { id: organizationId } = await callWorkos(() => workosGrants().organizations.createOrganization({ name }))
  try {
    const { creatorRole } = useRuntimeConfig().auth
    await callWorkos(() => workosGrants().userManagement.createOrganizationMembership({ organizationId, userId, roleSlug: creatorRole }))
  }
  catch (error) {
    // Nobody could ever enter it.
    await workosGrants().organizations.deleteOrganization(organizationId).catch((reason: unknown) => {
      log.warn('an organization without members could not be deleted', { organizationId, error: reason })
    })
    throw error
  }
  return organizationId
}
