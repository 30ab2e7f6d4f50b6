import type { ConnectionChoice } from '../../../common/authFlow'
import { AuthError } from '../authError'
import { startAuthorization } from '../authorize'
import { callWorkos } from '../callWorkos'
import { isCookieless } from '../cookieless'
import { connectionsOfOrganization, nameConnections } from '../ssoConnections'
import type { EnterStep, Outcome, Step, StepContext } from './step'
import { incompleteStep } from './stepUp'

/** More would fit neither a cookie nor a page. */
const MAX_CHOICES = 40

/** WorkOS names the connections that will do. */
export const enterSso: EnterStep = async (stepUp, context) => {
  if (stepUp.connectionIds.length === 0) throw incompleteStep(stepUp)
  return await signOnOutcome(await signOnChoices(stepUp.connectionIds, context), context)
}

/** WorkOS names nothing: the organization that was just chosen wants its own connection. */
export const enterSsoOfOrganization: EnterStep = async (stepUp, context) => {
  const { organizationId } = context.flow
  if (!organizationId) throw incompleteStep(stepUp)
  return await signOnOutcome(await callWorkos(() => connectionsOfOrganization(organizationId)), context)
}

/** The connections among these that are left to try: whoever comes from the only one would be sent in a circle. */
export async function signOnChoices(connectionIds: string[], { flow }: StepContext): Promise<ConnectionChoice[]> {
  const untried = connectionIds.filter(id => id !== flow.connectionId)
  return untried.length === 0 ? [] : await callWorkos(() => nameConnections(untried.slice(0, MAX_CHOICES)))
}

/** Straight to the only connection; with several, the person chooses. An app goes there itself, as it makes its own PKCE challenge. */
export async function signOnOutcome(connections: ConnectionChoice[], { event }: Pick<StepContext, 'event'>): Promise<Outcome> {
  const [first, second] = connections
  if (!first) throw new AuthError('sso_not_accepted', { status: 400, page: '/login' })
  if (second || isCookieless(event)) return { show: { kind: 'sso', connections: connections.slice(0, MAX_CHOICES) } }
  return { goTo: await startAuthorization(event, { connectionId: first.id }) }
}

export const ssoStep: Step<'sso'> = {
  kind: 'sso',
  view: ({ connections }) => ({ kind: 'sso', connections }),
}
