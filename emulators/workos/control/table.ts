import type { Route } from '../http/route'
import { arrivalRoutes } from './arrivals'
import { authenticatorRoutes } from './authenticator'
import { clockRoutes } from './clock'
import { configRoutes } from './config'
import { connectionControlRoutes } from './connections'
import { demandedStepRoutes } from './demandedSteps'
import { hookRoutes } from './hooks'
import { identityProviderRoutes } from './identityProvider'
import { inboxRoutes } from './inbox'
import { keyRoutes } from './keys'
import { lifecycleRoutes } from './lifecycle'
import { organizationPolicyRoutes } from './organizationPolicies'
import { portalPageRoutes } from './portal'
import { requestRoutes } from './requests'
import { webhookRoutes } from './webhooks'

/** The remote control of tests and developers. */
export const controlRoutes: readonly Route[] = [
  ...inboxRoutes,
  ...identityProviderRoutes,
  ...arrivalRoutes,
  ...connectionControlRoutes,
  ...organizationPolicyRoutes,
  ...hookRoutes,
  ...requestRoutes,
  ...configRoutes,
  ...demandedStepRoutes,
  ...authenticatorRoutes,
  ...portalPageRoutes,
  ...clockRoutes,
  ...keyRoutes,
  ...webhookRoutes,
  ...lifecycleRoutes,
]
