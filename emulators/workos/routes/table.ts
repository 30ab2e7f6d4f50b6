import type { Route } from '../http/route'
import { authenticateRoutes } from './authenticate'
import { emailVerificationRoutes } from './emailVerification'
import { jwksRoutes } from './jwks'
import { logoutRoutes } from './logout'
import { magicAuthRoutes } from './magicAuth'
import { sessionRoutes } from './sessions'
import { userRoutes } from './users'

/** The API: what the router mounts and what SUPPORTED.md lists. */
export const apiRoutes: readonly Route[] = [
  ...authenticateRoutes,
  ...jwksRoutes,
  ...magicAuthRoutes,
  ...emailVerificationRoutes,
  ...sessionRoutes,
  ...logoutRoutes,
  ...userRoutes,
]
