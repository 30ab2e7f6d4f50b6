import { onScopeDispose, ref, watch, type Ref } from 'vue'
import { STATE_ROUTE } from '../names'
import type { ServerReport } from '../report'

/** The server is asked after each change of the page, and now and then, in ms: other pages and apps have its attention, too. */
const ASK_EVERY_MS = 10_000

export interface UseServerReportReturn {
  cookie: Ref<ServerReport['cookie']>
  /** Also those of sessions that are over: the server tells of the present one only. */
  refreshes: Ref<ServerReport['refreshes']>
}

/** What the server knows of this browser's session. @param changes asked again when it changes. */
export function useServerReport(changes: () => unknown): UseServerReportReturn {
  const cookie = ref<ServerReport['cookie']>(null)
  const refreshes = ref<ServerReport['refreshes']>([])

  async function ask(): Promise<void> {
    if (document.hidden) return
    const response = await fetch(STATE_ROUTE).catch(() => null)
    if (!response?.ok) return
    const report = await response.json() as ServerReport
    cookie.value = report.cookie
    const isKnown = ({ at, request }: ServerReport['refreshes'][number]) => refreshes.value.some(known => known.at === at && known.request === request)
    refreshes.value.push(...report.refreshes.filter(refresh => !isKnown(refresh)))
  }

  watch(changes, ask, { immediate: true })
  const timer = setInterval(ask, ASK_EVERY_MS)
  onScopeDispose(() => clearInterval(timer))
  return { cookie, refreshes }
}
