import type { Cause } from '../../../common/tokenRefusal/cause'
import { causes, explain } from '../../../common/tokenRefusal/explain'
import type { Check } from '../check'
import { refusalEvidence } from '../refusalEvidence'

/** What else may be the reason that a cause shows. */
const EXPLAINED_BY: Record<string, readonly string[]> = {
  'auth-config-not-pushed': ['convex-variables'],
  'issuer-domain': ['convex-workos-address'],
  'jwks-unreachable': ['workos-unreachable', 'client-id', 'convex-client-id', 'convex-workos-address'],
  'clocks-differ': ['clock-wrong'],
}

/** Why Convex refuses the token, or would refuse any: one check for each of the causes that the application knows. */
export const refusalChecks: readonly Check[] = causes.map(toCheck)

function toCheck(cause: Cause): Check {
  const { id, title, about } = cause
  return {
    id,
    title,
    about,
    severity: 'fault',
    explainedBy: EXPLAINED_BY[id] ?? [],
    find: (facts) => {
      const evidence = refusalEvidence(facts)
      const explanation = explain(evidence)
      if (explanation?.cause !== cause) return undefined
      const { finding } = explanation
      return evidence.reason ? { ...finding, seen: `${finding.seen} Convex says: ${evidence.reason}` } : finding
    },
  }
}
