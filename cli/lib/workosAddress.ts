import { workosOrigin } from '../../convex/lib/workosOrigin'

type Env = Record<string, string | undefined>

/** Where these variables say that WorkOS's API is. */
export function workosOriginOf(env: Env): string {
  return workosOrigin(env.WORKOS_API_HOSTNAME || undefined, env.WORKOS_API_PORT || undefined, env.WORKOS_API_HTTPS || undefined)
}

/** The application's own address: that of its callback, or the one it has in development. */
export function appOriginOf(env: Env): string {
  const redirectUri = env.WORKOS_REDIRECT_URI
  return redirectUri && URL.canParse(redirectUri) ? new URL(redirectUri).origin : `http://localhost:${env.PORT || 3000}`
}

/** Where WorkOS sends people back to. */
export function redirectUriOf(env: Env): string {
  return env.WORKOS_REDIRECT_URI || `${appOriginOf(env)}/auth/callback`
}

export const WEBHOOK_PATH = '/workos/webhook'

/** Where the deployment's HTTP actions are; deployments in the cloud follow a rule. */
export function siteUrlOf(env: Env): string | null {
  const derived = env.CONVEX_URL?.endsWith('.convex.cloud') ? env.CONVEX_URL.replace(/\.convex\.cloud$/, '.convex.site') : null
  const url = env.CONVEX_SITE_URL || derived
  return url && URL.canParse(url) ? url.replace(/\/+$/, '') : null
}
