import { emailVerification } from './emailVerification'
import type { Grant } from './grant'
import { magicAuth } from './magicAuth'
import { organizationSelection } from './organizationSelection'
import { refreshToken } from './refreshToken'

export const grants: readonly Grant[] = [
  magicAuth,
  emailVerification,
  organizationSelection,
  refreshToken,
]
