import type { Emulator } from '../emulator'
import { isRegisteredUrl } from '../http/registeredUrl'

/** @returns the address a browser may be sent back to, or null: sending it elsewhere would hand codes to strangers. */
export function registeredRedirectUri(asked: string | null, { store }: Emulator): string | null {
  const isRegistered = asked !== null && store.redirectUris.all().some(({ uri }) => isRegisteredUrl(asked, uri))
  return isRegistered ? asked : null
}

/** Where sign-ins land that the application did not start. */
export const defaultRedirectUri = ({ store }: Emulator): string | null =>
  store.redirectUris.find(row => row.default)?.uri ?? null
