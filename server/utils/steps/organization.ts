import { z } from 'zod'
import { callWorkos } from '../callWorkos'
import { describeClient } from '../client'
import { serverEnv } from '../env'
import { updateFlow } from '../flow'
import { workosId } from '../identifiers'
import { requireValid } from '../readBody'
import { workosGrants, workosReads } from '../workos'
import type { EnterStep, Outcome, Step, StepContext } from './step'
import type { StepStateOf } from './stepState'
import { incompleteStep, requirePendingToken } from './stepUp'

/** The flow cookie has room for about this many characters of names beside the session cookie. */
const MAX_LIST_LENGTH = 2_000

/** Picks the organization that the person came for, when it is one of theirs; else they choose. */
export const enterOrganization: EnterStep = (stepUp, context) => {
  const pendingToken = requirePendingToken(stepUp)
  const { organizations, userId } = stepUp
  const isLong = JSON.stringify(organizations).length > MAX_LIST_LENGTH
  if (organizations.length === 0 || (isLong && !userId)) throw incompleteStep(stepUp)
  const wanted = organizations.find(({ id }) => id === context.flow.organizationId)
  if (wanted) return select(pendingToken, wanted.id, context)
  return { show: { kind: 'organization', pendingToken, userId, organizations: isLong ? null : organizations } }
}

const fieldsSchema = z.object({ organizationId: z.string('organization_missing').min(1, 'organization_missing').pipe(workosId) })

export const organizationStep: Step<'organization'> = {
  kind: 'organization',
  view: async state => ({ kind: 'organization', organizations: await listOrganizations(state) }),
  proceed: async ({ pendingToken }, fields, context) => {
    const { organizationId } = requireValid(fieldsSchema, fields)
    // What follows may be the single sign-on of this organization.
    await updateFlow(context.event, { organizationId })
    return select(pendingToken, organizationId, context)
  },
}

function select(pendingToken: string, organizationId: string, { event }: StepContext): Outcome {
  return {
    grant: {
      spends: pendingToken,
      attempt: organizationId,
      run: () => workosGrants().userManagement.authenticateWithOrganizationSelection({
        clientId: serverEnv().WORKOS_CLIENT_ID,
        pendingAuthenticationToken: pendingToken,
        organizationId,
        ...describeClient(event),
      }),
    },
  }
}

async function listOrganizations({ organizations, userId = '' }: StepStateOf<'organization'>): Promise<{ id: string, name: string }[]> {
  if (organizations) return organizations
  const memberships = await callWorkos(async () => {
    const pages = await workosReads().userManagement.listOrganizationMemberships({ userId, statuses: ['active'], limit: 100 })
    return await pages.autoPagination()
  })
  return memberships.map(({ organizationId, organizationName }) => ({ id: organizationId, name: organizationName }))
}
