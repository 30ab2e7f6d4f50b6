import { emailVerification } from './emailVerification'
import type { Grant } from './grant'
import { magicAuth } from './magicAuth'
import { mfaTotp } from './mfaTotp'
import { organizationSelection } from './organizationSelection'
import { refreshToken } from './refreshToken'

export const grants: readonly Grant[] = [
  magicAuth,
  emailVerification,
  mfaTotp,
  organizationSelection,
  refreshToken,
]
