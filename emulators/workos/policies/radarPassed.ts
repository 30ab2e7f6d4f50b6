import { issueRadarChallenge } from '../actions/issueRadarChallenge'
import { requireUser } from '../actions/requireUser'
import type { Emulator } from '../emulator'
import { codedError } from '../http/apiError'
import { type User, presentUser } from '../objects/user'
import { isDemanded } from '../signIn/isDemanded'
import { issuePendingToken } from '../signIn/pendingAuthentication'
import type { Policy } from './policy'

/** The SDK and the OpenAPI file know these steps by different names. */
const CODES = {
  email: { sdk: 'radar_email_challenge', spec: 'radar_challenge' },
  sms: { sdk: 'radar_sms_challenge', spec: 'radar_sign_up_challenge' },
} as const

/** Nothing is judged here: whoever runs the emulator says which sign-ins look unusual. */
export const radarPassed: Policy = (signIn, emulator) => {
  if (signIn.radarPassed || signIn.method === 'SSO' || signIn.method === 'Impersonation') return signIn
  const user = requireUser(signIn.userId, emulator)
  const channel = channelFor(user, emulator)
  if (channel === null) return signIn
  const code = CODES[channel][emulator.settings.current().radarSpecCodes ? 'spec' : 'sdk']
  throw codedError(403, code, 'The user must complete a Radar challenge to finish authenticating.', {
    pending_authentication_token: issuePendingToken(signIn, emulator),
    ...(channel === 'email' && { radar_challenge_id: issueRadarChallenge(user, emulator).id }),
    user: presentUser(user),
  })
}

function channelFor({ email }: User, { store, settings }: Emulator): keyof typeof CODES | null {
  if (isDemanded('radar_email_challenge', email, store)) return 'email'
  if (isDemanded('radar_sms_challenge', email, store)) return 'sms'
  return settings.current().radarChallenge
}
