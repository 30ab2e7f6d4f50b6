import type { RefreshReport } from '../../../server/utils/reportRefresh'
import type { AuthEvent } from '../report'

const REASONS: Record<RefreshReport['reason'], string> = {
  due: 'little was left of the token',
  refused: 'the token in the browser would not do',
  moved: 'another organization',
}

const OUTCOMES: Record<RefreshReport['outcome'], Pick<AuthEvent, 'title' | 'tone'>> = {
  refreshed: { title: 'Server renewed the tokens at WorkOS', tone: 'good' },
  ended: { title: 'WorkOS says that the session is over', tone: 'bad' },
  blocked: { title: 'WorkOS wants another step before it renews', tone: 'bad' },
  limited: { title: 'Server refused: renewed too often', tone: 'bad' },
  unavailable: { title: 'WorkOS did not renew the tokens; the session stays', tone: 'bad' },
}

/** What the server did for one request, in words. */
export function describeRefresh({ at, ms, request, reason, outcome }: RefreshReport): AuthEvent {
  return { at, subject: 'server', ...OUTCOMES[outcome], detail: `for ${request}: ${REASONS[reason]}, after ${ms} ms` }
}
