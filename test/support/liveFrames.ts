import type { Page } from 'playwright-core'

/** Resolves when Convex next sends the page something with this text in it. Call it before what causes that. */
export function nextFrameWith(page: Page, text: string): Promise<void> {
  return new Promise((resolve) => {
    page.on('websocket', (socket) => {
      socket.on('framereceived', ({ payload }) => {
        if (String(payload).includes(text)) resolve()
      })
    })
  })
}
