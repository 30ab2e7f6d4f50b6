import { serverEnv } from './env'

/** Where WorkOS's API is, and with it the pages that sign-ins pass through. */
export function workosOrigin(): string {
  const { WORKOS_API_HOSTNAME, WORKOS_API_PORT, WORKOS_API_HTTPS } = serverEnv()
  return new URL(`${WORKOS_API_HTTPS ? 'https' : 'http'}://${WORKOS_API_HOSTNAME}${WORKOS_API_PORT ? `:${WORKOS_API_PORT}` : ''}`).origin
}
