import type { Page } from 'playwright-core'

declare global {
  interface Window {
    flicker: string[]
  }
}

/**
 * Records every change to what the page's main part shows, from the first bytes of the next load on.
 *
 * @returns a function that reads what was recorded: removed elements and changed texts.
 */
export async function watchForFlicker(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    window.flicker = []
    document.addEventListener('DOMContentLoaded', () => {
      const main = document.querySelector('main')
      if (!main) return window.flicker.push('there is no main element')
      new MutationObserver((changes) => {
        for (const change of changes) {
          for (const node of change.removedNodes) {
            if (node.textContent?.trim()) window.flicker.push(`removed: ${node.textContent.trim()}`)
          }
          for (const node of change.addedNodes) {
            if (node.textContent?.trim()) window.flicker.push(`added: ${node.textContent.trim()}`)
          }
          if (change.type === 'characterData') window.flicker.push(`text changed: ${change.target.textContent}`)
        }
      }).observe(main, { subtree: true, childList: true, characterData: true })
    })
  })
  return () => page.evaluate(() => window.flicker)
}
