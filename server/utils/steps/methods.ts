import { AuthError } from '../authError'
import { allowedProviders } from '../providers'
import { signOnChoices, signOnOutcome } from './sso'
import type { EnterStep, Step } from './step'

/** The organization accepts only some ways in. When single sign-on is all there is, that is where it goes. */
export const enterMethods: EnterStep = async (stepUp, context) => {
  const providers = allowedProviders(stepUp.methods)
  const magicCode = Boolean(stepUp.methods.magic_auth)
  const connections = await signOnChoices(stepUp.connectionIds, context)
  if (magicCode || providers.length > 0) return { show: { kind: 'methods', magicCode, providers, connections } }
  if (connections.length > 0) return await signOnOutcome(connections, context)
  throw new AuthError('methods_unsupported', { status: 400, page: '/login', cause: stepUp.cause })
}

export const methodsStep: Step<'methods'> = {
  kind: 'methods',
  view: ({ magicCode, providers, connections }) => ({ kind: 'methods', magicCode, providers, connections }),
}
