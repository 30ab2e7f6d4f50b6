import type { RefreshReport } from '../../../server/utils/reportRefresh'

/** How many are kept, of all sessions together. */
const KEPT_REFRESHES = 200

const kept: { sessionId: string, report: RefreshReport }[] = []

export function keepRefresh(report: RefreshReport, sessionId: string): void {
  kept.push({ sessionId, report })
  if (kept.length > KEPT_REFRESHES) kept.shift()
}

/** Those of one session, oldest first. */
export function refreshesOf(sessionId: string): RefreshReport[] {
  return kept.filter(refresh => refresh.sessionId === sessionId).map(({ report }) => report)
}
