import { codedError } from '../http/apiError'
import type { Policy } from './policy'

export const methodEnabled: Policy = (signIn, { settings }) => {
  if (!settings.current().disabledMethods.includes(signIn.method)) return signIn
  throw codedError(403, 'authentication_method_not_allowed', `Signing in with ${signIn.method} is not enabled.`)
}
