import { z } from 'zod'
import type { ConnectionChoice } from '../../../common/authFlow'
import { AuthError } from '../../utils/authError'
import { defineAuthHandler } from '../../utils/authHandler'
import { callWorkos, findInWorkos } from '../../utils/callWorkos'
import { discoverSso, domainOf } from '../../utils/discoverSso'
import { requireEmail } from '../../utils/emailAddress'
import { readFlow, updateFlow, type AuthFlow } from '../../utils/flow'
import { takeAim } from '../../utils/flowAim'
import { workosId } from '../../utils/identifiers'
import { requireRoom } from '../../utils/limits/requireRoom'
import { readValidBody } from '../../utils/readBody'
import { connectionsOfOrganization, nameConnections } from '../../utils/ssoConnections'
import { follow } from '../../utils/steps/follow'
import { signOnOutcome } from '../../utils/steps/sso'

const bodySchema = z.object({
  connectionId: workosId.optional(),
  organizationId: workosId.optional(),
  domain: z.string().trim().min(1, 'domain_invalid').max(253, 'domain_invalid').regex(/^[\p{L}\d.-]+\.[\p{L}\d-]+$/u, 'domain_invalid').optional(),
  email: z.string('email_missing').trim().max(320, 'email_invalid').optional(),
  returnTo: z.string().optional(),
  organization: z.union([workosId, z.literal('')]).optional(),
})

type Body = z.infer<typeof bodySchema>

/** Sends the browser to the identity provider of an organization; with several, the person chooses first. */
export default defineAuthHandler('/login/sso', async (event) => {
  const body = await readValidBody(event, bodySchema)
  await requireRoom(event, 'authorize')
  if (body.email !== undefined) await updateFlow(event, { email: body.email, step: undefined })
  await takeAim(event, body)
  const connections = await findConnections(body, await readFlow(event))
  if (connections.length === 0) throw new AuthError('sso_not_found', { status: 404 })
  return await follow(event, await signOnOutcome(connections, { event }))
})

/** The most exact one of what was said counts. Only connections that people can sign in with now. */
async function findConnections({ connectionId, organizationId, domain, email }: Body, { step }: AuthFlow): Promise<ConnectionChoice[]> {
  if (connectionId) {
    const offered = step && 'connections' in step ? step.connections.filter(({ id }) => id === connectionId) : []
    return offered.length > 0 ? offered : await findInWorkos(() => nameConnections([connectionId])) ?? []
  }
  if (organizationId) return await findInWorkos(() => connectionsOfOrganization(organizationId)) ?? []
  return await callWorkos(() => discoverSso(domain?.toLowerCase() ?? domainOf(requireEmail(email))))
}
