import { addressVerified } from './addressVerified'
import { domainUsesSso } from './domainUsesSso'
import { identityLinked } from './identityLinked'
import { invitationMatched } from './invitationMatched'
import { methodEnabled } from './methodEnabled'
import { organizationAllows } from './organizationAllows'
import { organizationChosen } from './organizationChosen'
import { organizationMember } from './organizationMember'
import type { Policy } from './policy'
import { radarPassed } from './radarPassed'
import { secondFactor } from './secondFactor'
import { ssoMember } from './ssoMember'

/** Each row may end the sign-in with the next step. WorkOS publishes no order; this one is the emulator's choice. */
export const policies: readonly Policy[] = [
  methodEnabled,
  domainUsesSso,
  radarPassed,
  addressVerified,
  identityLinked,
  secondFactor,
  ssoMember,
  invitationMatched,
  organizationChosen,
  organizationMember,
  organizationAllows,
]
