import type { Emulator } from '../emulator'

/** The client an older environment was created with: its id can appear in the issuer of every other client's tokens. */
export const ENVIRONMENT_CLIENT_ID = 'client_environment'

type Identity = Pick<Emulator, 'url' | 'clientId'>

/** The shapes that real environments use, by age, custom domain and flags. */
const presets: Readonly<Record<string, (identity: Identity) => string>> = {
  'user_management': ({ url, clientId }) => `${url}/user_management/${clientId}`,
  'user_management_environment': ({ url }) => `${url}/user_management/${ENVIRONMENT_CLIENT_ID}`,
  'origin': ({ url }) => url,
  'origin_slash': ({ url }) => `${url}/`,
  'sso': ({ url, clientId }) => `${url}/sso/${clientId}`,
  'convex': ({ url, clientId }) => `${url}/convex/${clientId}`,
  'workos': () => 'https://api.workos.com',
  'workos_slash': () => 'https://api.workos.com/',
  'workos_user_management': ({ clientId }) => `https://api.workos.com/user_management/${clientId}`,
}

/** A preset name or any other string, taken as it is. */
export function issuerOf({ settings, url, clientId }: Pick<Emulator, 'settings' | 'url' | 'clientId'>): string {
  const chosen = settings.current().issuer ?? 'user_management'
  return presets[chosen]?.({ url, clientId }) ?? chosen
}

export const issuerPresets = (identity: Identity): Record<string, string> =>
  Object.fromEntries(Object.entries(presets).map(([name, shape]) => [name, shape(identity)]))
