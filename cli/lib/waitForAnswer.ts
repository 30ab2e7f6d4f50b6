import { setTimeout as delay } from 'node:timers/promises'
import type { Child } from './children'
import { Problem } from './problem'
import { describeExit } from './untilOneExits'

const TIMEOUT_MS = 120_000
const PAUSE_MS = 100

/** Waits until the app answers requests; when its process ends instead, its own words say why. */
export async function waitForAnswer(app: Child, url: string): Promise<void> {
  let gone = false
  const ended = app.exited.then((exit) => {
    gone = true
    throw new Problem(describeExit(exit))
  })
  await Promise.race([ended, pollUntilAnswered(url, () => gone)])
}

async function pollUntilAnswered(url: string, isGone: () => boolean): Promise<void> {
  const end = Date.now() + TIMEOUT_MS
  while (!isGone()) {
    if (await isAnswering(url)) return
    if (Date.now() > end) throw new Problem(`${url} did not answer within ${TIMEOUT_MS / 1000} seconds.`)
    await delay(PAUSE_MS)
  }
}

async function isAnswering(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { redirect: 'manual', headers: { accept: 'text/html' } })
    await response.body?.cancel()
    // While Nuxt still compiles, its development server answers 503 with a loading page.
    return response.status !== 503
  }
  catch {
    return false
  }
}
