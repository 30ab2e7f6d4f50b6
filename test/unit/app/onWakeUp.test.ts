import { describe, expect, it, vi } from 'vitest'
import { onWakeUp } from '../../../utils/onWakeUp'

/** As much of a tab as matters here. */
function createTab() {
  const window = new EventTarget()
  const document = Object.assign(new EventTarget(), { visibilityState: 'visible' })
  const wokeUp = vi.fn()
  onWakeUp(wokeUp, { window: window as Window, document: document as unknown as Document })
  return {
    wokeUp,
    show: (visibilityState: string) => {
      document.visibilityState = visibilityState
      document.dispatchEvent(new Event('visibilitychange'))
    },
    tell: (type: string, properties: object = {}) => window.dispatchEvent(Object.assign(new Event(type), properties)),
  }
}

type Tab = ReturnType<typeof createTab>

describe('onWakeUp', () => {
  it.each<[string, number, (tab: Tab) => void]>([
    ['is shown again', 1, tab => tab.show('visible')],
    ['is hidden', 0, tab => tab.show('hidden')],
    ['is hidden and shown twice', 2, tab => ['hidden', 'visible', 'hidden', 'visible'].forEach(tab.show)],
    ['is in front again', 1, tab => tab.tell('focus')],
    ['goes behind another window', 0, tab => tab.tell('blur')],
    ['comes back online', 1, tab => tab.tell('online')],
    ['goes offline', 0, tab => tab.tell('offline')],
    ['is restored from the cache', 1, tab => tab.tell('pageshow', { persisted: true })],
    ['has just been loaded', 0, tab => tab.tell('pageshow', { persisted: false })],
    ['is only created', 0, () => {}],
  ])('a tab that %s wakes up %d times', (_, times, happen) => {
    const tab = createTab()
    happen(tab)
    expect(tab.wokeUp).toHaveBeenCalledTimes(times)
  })
})
