import type { Page } from 'playwright-core'
import { z } from 'zod'

export type Moment = 'painted' | 'live'

/**
 * Runs in the page, before the page's own scripts, and makes performance marks of two moments: when a
 * text was on screen, and when Convex first sent it. No function in here has a name, because tsx would
 * keep that name by calling a helper which the page does not have.
 */
export function markMoments(text: string): void {
  // The browser tells when it painted an element, but only for elements that ask it to.
  new MutationObserver(() => {
    for (const element of document.querySelectorAll('body *')) {
      if (element.textContent?.trim() === text) element.setAttribute('elementtiming', 'text')
    }
  }).observe(document, { childList: true, characterData: true, subtree: true })

  new PerformanceObserver((list) => {
    for (const { startTime } of list.getEntries()) performance.mark('painted', { startTime })
  }).observe({ type: 'element', buffered: true })

  window.WebSocket = new Proxy(window.WebSocket, {
    construct(target, [url, protocols]: [string, string[]?]) {
      const socket = new target(url, protocols)
      socket.addEventListener('message', ({ data }) => {
        const message = String(data)
        if (message.includes('"type":"Transition"') && message.includes(text)) performance.mark('live')
      })
      return socket
    },
  })
}

/** Milliseconds from the start of the navigation, once the moment has come. */
export async function untilMoment(page: Page, moment: Moment): Promise<number> {
  // Polled by the clock: asking in every frame would take time from what is measured.
  const found = await page.waitForFunction(name => performance.getEntriesByName(name)[0]?.startTime, moment, { polling: 100 })
  return z.number().positive().parse(await found.jsonValue())
}
