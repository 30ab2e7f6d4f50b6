import { computed, reactive, ref, type ComputedRef, type Ref } from 'vue'
import { openChannel } from '../channel'
import { STORED_PAGE_ID } from '../names'
import type { PageReport } from '../report'

export interface UseReportsReturn {
  /** Of every open page of this browser, and of the shown one even when it was left. */
  reports: ComputedRef<PageReport[]>
  /** The one that is shown. */
  report: ComputedRef<PageReport | undefined>
  shownId: Ref<string | undefined>
  isLeft: ComputedRef<boolean>
  refresh: () => void
  clear: () => void
}

/** What the open pages say of themselves. In DevTools the page around them is shown, else the first that answers. */
export function useReports(): UseReportsReturn {
  const known = reactive(new Map<string, PageReport>())
  const left = reactive(new Set<string>())
  const shownId = ref(window.parent === window ? undefined : sessionStorage.getItem(STORED_PAGE_ID) ?? undefined)

  const channel = openChannel((message) => {
    if (message.kind === 'left') left.add(message.id)
    if (message.kind !== 'report') return
    known.set(message.report.id, message.report)
    left.delete(message.report.id)
    shownId.value ??= message.report.id
  })
  channel.send({ kind: 'who' })

  const send = (kind: 'refresh' | 'clear') => shownId.value && channel.send({ kind, id: shownId.value })
  return {
    reports: computed(() => [...known.values()].filter(({ id }) => id === shownId.value || !left.has(id))),
    report: computed(() => shownId.value === undefined ? undefined : known.get(shownId.value)),
    shownId,
    isLeft: computed(() => shownId.value !== undefined && left.has(shownId.value)),
    refresh: () => send('refresh'),
    clear: () => send('clear'),
  }
}
