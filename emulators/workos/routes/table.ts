import type { Route } from '../http/route'
import { authFactorRoutes } from './authFactors'
import { authenticateRoutes } from './authenticate'
import { authorizeRoutes } from './authorize'
import { connectionRoutes } from './connections'
import { emailVerificationRoutes } from './emailVerification'
import { eventRoutes } from './events'
import { homepageRoutes } from './homepage'
import { invitationRoutes } from './invitations'
import { jwksRoutes } from './jwks'
import { jwtTemplateRoutes } from './jwtTemplate'
import { logoutRoutes } from './logout'
import { magicAuthRoutes } from './magicAuth'
import { membershipRoutes } from './memberships'
import { organizationDomainRoutes } from './organizationDomains'
import { organizationRoutes } from './organizations'
import { permissionRoutes } from './permissions'
import { portalRoutes } from './portal'
import { radarChallengeRoutes } from './radarChallenges'
import { redirectRoutes } from './redirects'
import { roleRoutes } from './roles'
import { sessionRoutes } from './sessions'
import { userRoutes } from './users'
import { webhookEndpointRoutes } from './webhookEndpoints'

/** The API: what the router mounts and what SUPPORTED.md lists. */
export const apiRoutes: readonly Route[] = [
  ...authorizeRoutes,
  ...authenticateRoutes,
  ...jwksRoutes,
  ...magicAuthRoutes,
  ...emailVerificationRoutes,
  ...authFactorRoutes,
  ...radarChallengeRoutes,
  ...sessionRoutes,
  ...logoutRoutes,
  ...userRoutes,
  ...invitationRoutes,
  ...membershipRoutes,
  ...organizationRoutes,
  ...organizationDomainRoutes,
  ...connectionRoutes,
  ...portalRoutes,
  ...roleRoutes,
  ...permissionRoutes,
  ...eventRoutes,
  ...webhookEndpointRoutes,
  ...redirectRoutes,
  ...homepageRoutes,
  ...jwtTemplateRoutes,
]
