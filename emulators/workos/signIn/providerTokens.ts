import type { Emulator } from '../emulator'
import { isOauthProvider } from '../objects/oauthProvider'
import { randomToken } from '../state/ids'
import type { SignIn } from './signIn'

const LIFETIME_S = 3600

/** For calling the provider's own API. Part of the answer only where the environment asks for it, provider by provider. */
export function providerTokens({ method, scopes }: SignIn, { settings, clock }: Emulator): object {
  if (!isOauthProvider(method) || !settings.current().oauthTokens.includes(method)) return {}
  return {
    oauth_tokens: {
      provider: method,
      access_token: randomToken(),
      refresh_token: randomToken(),
      expires_at: Math.floor(clock.now() / 1000) + LIFETIME_S,
      scopes,
    },
  }
}
