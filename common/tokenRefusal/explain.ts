import type { Finding } from '../finding'
import type { Cause } from './cause'
import { audienceDifferent } from './causes/audienceDifferent'
import { audienceMissing } from './causes/audienceMissing'
import { authConfigNotPushed } from './causes/authConfigNotPushed'
import { clocksDiffer } from './causes/clocksDiffer'
import { issuerClient } from './causes/issuerClient'
import { issuerDomain } from './causes/issuerDomain'
import { issuerForm } from './causes/issuerForm'
import { issuerSlash } from './causes/issuerSlash'
import { jwksContentType } from './causes/jwksContentType'
import { jwksUnreachable } from './causes/jwksUnreachable'
import { keyUnknown } from './causes/keyUnknown'
import { refusedOtherwise } from './causes/refusedOtherwise'
import { tokenExpired } from './causes/tokenExpired'
import { tokenMalformed } from './causes/tokenMalformed'
import type { Evidence } from './evidence'

/** In the order in which Convex looks at a token: it stops at the first thing that is wrong, and so do we. */
export const causes: readonly Cause[] = [
  tokenMalformed,
  authConfigNotPushed,
  issuerSlash,
  audienceMissing,
  audienceDifferent,
  issuerDomain,
  issuerClient,
  issuerForm,
  jwksContentType,
  jwksUnreachable,
  keyUnknown,
  clocksDiffer,
  tokenExpired,
  refusedOtherwise,
]

export interface Explanation {
  cause: Cause
  finding: Finding
}

/** The one reason why Convex refuses this token, or would; null when nothing speaks against it. */
export function explain(evidence: Evidence): Explanation | null {
  for (const cause of causes) {
    const finding = cause.find(evidence)
    if (finding) return { cause, finding }
  }
  return null
}
