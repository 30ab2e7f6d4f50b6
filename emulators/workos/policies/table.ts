import { addressVerified } from './addressVerified'
import { domainUsesSso } from './domainUsesSso'
import { methodEnabled } from './methodEnabled'
import { organizationChosen } from './organizationChosen'
import type { Policy } from './policy'
import { secondFactor } from './secondFactor'

/** Each row may end the sign-in with the next step. WorkOS publishes no order; this one is the emulator's choice. */
export const policies: readonly Policy[] = [
  methodEnabled,
  domainUsesSso,
  addressVerified,
  secondFactor,
  organizationChosen,
]
