import { WORKOS_EMULATOR } from '../../emulators/defaults'
import type { Ports } from './ports'

/** Where WorkOS is, in the words that both the app and the Convex functions use. */
export function workosAddress(workosPort: number) {
  return {
    WORKOS_CLIENT_ID: WORKOS_EMULATOR.clientId,
    WORKOS_API_KEY: WORKOS_EMULATOR.apiKey,
    WORKOS_API_HOSTNAME: '127.0.0.1',
    WORKOS_API_PORT: String(workosPort),
    WORKOS_API_HTTPS: 'false',
  }
}

/** Developers sign in as the same few people, and tests as hundreds of them, from one machine. */
const ROOMY_LIMITS = {
  NUXT_AUTH_LIMITS_SEND_CODE_PER_ADDRESS: '30',
  NUXT_AUTH_LIMITS_SEND_CODE_PER_CLIENT: '6000',
  NUXT_AUTH_LIMITS_CHECK_CODE_PER_ADDRESS: '60',
  NUXT_AUTH_LIMITS_CHECK_CODE_PER_CLIENT: '6000',
  NUXT_AUTH_LIMITS_CHECK_FACTOR_PER_ADDRESS: '300',
  NUXT_AUTH_LIMITS_CHECK_FACTOR_PER_CLIENT: '6000',
  NUXT_AUTH_LIMITS_AUTHORIZE_PER_CLIENT: '6000',
  NUXT_AUTH_LIMITS_INVITATION_PER_CLIENT: '6000',
  NUXT_AUTH_LIMITS_INVITE_PER_ADDRESS: '300',
  NUXT_AUTH_LIMITS_INVITE_PER_CLIENT: '6000',
  NUXT_AUTH_LIMITS_CREATE_ORGANIZATION_PER_ADDRESS: '300',
  NUXT_AUTH_LIMITS_CREATE_ORGANIZATION_PER_CLIENT: '6000',
}

/** What the app needs to run on the emulators, except for the password that seals its cookie. */
export function emulatorAppEnv(ports: Ports) {
  return {
    ...workosAddress(ports.workos),
    ...ROOMY_LIMITS,
    WORKOS_REDIRECT_URI: `http://localhost:${ports.app}/auth/callback`,
    // For examples/native, and for apps that are developed against this machine.
    NUXT_AUTH_NATIVE: 'true',
    NUXT_AUTH_NATIVE_REDIRECTS: 'http://localhost:*/auth/callback,http://127.0.0.1:*/auth/callback',
    CONVEX_URL: `http://127.0.0.1:${ports.convex}`,
    CONVEX_SITE_URL: `http://127.0.0.1:${ports.convex + 1}`,
  }
}

/** What the Convex functions need: `auth.config.ts` and the webhook read these. */
export function deploymentEnv(workosPort: number) {
  return { ...workosAddress(workosPort), WORKOS_WEBHOOK_SECRET: WORKOS_EMULATOR.webhookSecret }
}

/** A test runner marks its environment; a server that inherits the marks behaves unlike the real one. */
export function withoutTestMarks(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !/^(?:NODE_ENV|TEST|VITEST.*)$/.test(name)),
  )
}
