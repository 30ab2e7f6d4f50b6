import { randomBytes } from 'node:crypto'
import type { H3Event } from 'h3'
import { rememberAuthorization } from './authorizationCookie'
import { domainOf } from './discoverSso'
import { serverEnv } from './env'
import { flowAim, readFlow, type AuthFlowAim } from './flow'
import { redirectUri } from './origin/siteOrigin'
import { PROVIDERS, type ProviderSlug } from './providers'
import { workosReads } from './workos'

/** WorkOS wants exactly one of these. */
export type AuthorizationTarget = { provider: ProviderSlug } | { connectionId: string } | { organizationId: string }

/** WorkOS's own page with every way in, for apps that have no such page themselves. */
export interface HostedPage { provider: 'authkit' }

/** They would sign in whoever was there last, without a word. */
const ASKS_WHO = new Set<ProviderSlug>(['google', 'microsoft'])

/**
 * Starts the way to a provider or identity provider, with PKCE and a state that only this browser has.
 *
 * @returns the address at WorkOS to send the browser to.
 */
export async function startAuthorization(event: H3Event, target: AuthorizationTarget): Promise<string> {
  const aim = flowAim(await readFlow(event))
  const state = randomBytes(32).toString('base64url')
  const { codeVerifier, codeChallenge, codeChallengeMethod } = await workosReads().pkce.generate()
  const method = 'provider' in target ? target.provider : 'sso'
  const connectionId = 'connectionId' in target ? target.connectionId : undefined
  await rememberAuthorization(event, { state, codeVerifier, method, connectionId, aim })
  return authorizationUrl(target, { redirectUri: redirectUri(event), state, codeChallenge, codeChallengeMethod }, aim)
}

export interface AuthorizationRequest {
  redirectUri: string
  state: string
  /** RFC 7636, 4.2. */
  codeChallenge: string
  codeChallengeMethod: 'S256'
}

/** The address at WorkOS, for a challenge of ours or of an app's. */
export function authorizationUrl(target: AuthorizationTarget | HostedPage, request: AuthorizationRequest, aim: AuthFlowAim): string {
  return workosReads().userManagement.getAuthorizationUrl({
    clientId: serverEnv().WORKOS_CLIENT_ID,
    ...request,
    loginHint: aim.email,
    invitationToken: aim.invitationToken,
    ...('provider' in target ? providerOptions(target.provider, aim.email) : { ...target, ...(aim.email && { domainHint: domainOf(aim.email) }) }),
  })
}

function providerOptions(provider: ProviderSlug | 'authkit', email: string | undefined) {
  if (provider === 'authkit') return { provider }
  return { provider: PROVIDERS[provider], ...(!email && ASKS_WHO.has(provider) && { prompt: 'select_account' }) }
}
