import type { Route } from './route'
import { requireAdminRequest } from './identityOfRequest'

/** About the deployment itself. */
export const metaRoutes: Route[] = [
  { method: 'GET', path: '/', does: 'says that a deployment runs here', handle: () => 'This Convex deployment is running. See https://docs.convex.dev/.' },
  { method: 'GET', path: '/version', does: 'the server\'s version', handle: () => 'emulator' },
  { method: 'GET', path: '/instance_version', does: 'the server\'s version', handle: () => 'emulator' },
  {
    method: 'GET',
    path: '/instance_name',
    does: 'the name in front of the admin key\'s bar',
    handle: (_event, { deployment }) => deployment.options.adminKey.split('|')[0] ?? '',
  },
  {
    method: 'GET',
    path: '/api/v1/get_canonical_urls',
    does: 'the URLs that the CLI writes to `.env.local`',
    handle: async (event, { deployment }) => {
      await requireAdminRequest(event, deployment)
      return { convexCloudUrl: deployment.options.cloudUrl, convexSiteUrl: deployment.options.siteUrl }
    },
  },
]
