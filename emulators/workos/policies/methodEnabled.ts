import type { Emulator } from '../emulator'
import { codedError } from '../http/apiError'
import type { AuthenticationMethod } from '../objects/authenticationMethod'
import type { Policy } from './policy'

export const methodEnabled: Policy = (signIn, emulator) => {
  requireMethodEnabled(signIn.method, emulator)
  return signIn
}

/** Also asked before anybody is signed up. */
export function requireMethodEnabled(method: AuthenticationMethod, { settings }: Emulator): void {
  if (!settings.current().disabledMethods.includes(method)) return
  throw codedError(403, 'authentication_method_not_allowed', `Signing in with ${method} is not enabled.`)
}
