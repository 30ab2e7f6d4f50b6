import { WorkOS } from '@workos-inc/node'

/** The WorkOS client for actions. The variables are set on the deployment with `npx convex env set`. */
export function workos(): WorkOS {
  return new WorkOS(process.env.WORKOS_API_KEY, {
    clientId: process.env.WORKOS_CLIENT_ID,
    apiHostname: process.env.WORKOS_API_HOSTNAME,
    port: process.env.WORKOS_API_PORT ? Number(process.env.WORKOS_API_PORT) : undefined,
    https: process.env.WORKOS_API_HTTPS !== 'false',
    maxRetries: 1,
  })
}
