import type { Finding } from '../../common/finding'
import type { Check } from './check'
import { checks as allChecks } from './checks/table'
import type { Facts } from './facts/facts'

export interface Diagnosis extends Finding {
  id: string
  severity: Check['severity']
}

/** What is wrong, each once: a finding that only follows from another one is left out. */
export function diagnose(facts: Facts, checks: readonly Check[] = allChecks): Diagnosis[] {
  const found = checks.flatMap((check) => {
    const finding = check.find(facts)
    return finding ? [{ check, finding }] : []
  })
  const ids = new Set(found.map(({ check }) => check.id))
  return found
    .filter(({ check }) => !check.explainedBy?.some(id => ids.has(id)))
    .map(({ check, finding }) => ({ id: check.id, severity: check.severity, ...finding }))
}
