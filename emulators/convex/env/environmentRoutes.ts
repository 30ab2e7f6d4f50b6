import { requireAdminRequest } from '../http/identityOfRequest'
import { readAdminBody } from '../http/readJsonBody'
import type { Route } from '../http/route'
import { environmentChanges } from './environmentVariables'

/** `convex env set`; `env list` and `env get` are system queries on the WebSocket. */
export const environmentRoutes: Route[] = [
  ...['/api/update_environment_variables', '/api/v1/update_environment_variables'].map((path): Route => ({
    method: 'POST',
    path,
    does: 'sets and removes variables, after evaluating the auth config with them',
    handle: async (event, { deployment }) => {
      await requireAdminRequest(event, deployment)
      const { changes } = await readAdminBody(event, environmentChanges)
      await deployment.changeVariables(changes)
      return ''
    },
  })),
  ...['/api/list_environment_variables', '/api/v1/list_environment_variables'].map((path): Route => ({
    method: 'GET',
    path,
    does: 'lists variables',
    handle: async (event, { deployment }) => {
      await requireAdminRequest(event, deployment)
      return { environmentVariables: Object.fromEntries(deployment.variables()) }
    },
  })),
]
