/** @returns a function to wait for before each request, so that there are no more of them than that. */
export function createPace(perSecond: number): () => Promise<void> {
  let nextAt = 0
  return async () => {
    const now = Date.now()
    const wait = Math.max(0, nextAt - now)
    nextAt = now + wait + 1000 / perSecond
    if (wait > 0) await new Promise(resolve => setTimeout(resolve, wait))
  }
}
