import { authorizationCode } from './authorizationCode'
import { emailVerification } from './emailVerification'
import type { Grant } from './grant'
import { magicAuth } from './magicAuth'
import { mfaTotp } from './mfaTotp'
import { organizationSelection } from './organizationSelection'
import { radarEmail } from './radarEmail'
import { radarSms } from './radarSms'
import { refreshToken } from './refreshToken'

export const grants: readonly Grant[] = [
  authorizationCode,
  magicAuth,
  emailVerification,
  mfaTotp,
  radarEmail,
  radarSms,
  organizationSelection,
  refreshToken,
]
