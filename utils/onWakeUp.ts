/** Calls back when this tab may have been away: shown again, in front again, back online, or restored from the browser's cache. */
export function onWakeUp(callback: () => void, targets: { window: Window, document: Document } = globalThis): void {
  targets.document.addEventListener('visibilitychange', () => {
    if (targets.document.visibilityState === 'visible') callback()
  })
  // Of two windows side by side both are shown all the time.
  targets.window.addEventListener('focus', callback)
  targets.window.addEventListener('online', callback)
  targets.window.addEventListener('pageshow', (event) => {
    if (event.persisted) callback()
  })
}
