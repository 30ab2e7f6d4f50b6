import { wait } from './wait'

/** A tab that comes to the front is told so twice, as shown and as focused, within so many ms. */
const GATHER_MS = 50
/** How long to wait before asking again after a failure, in ms. */
const ASK_AGAIN_AFTER_MS = 3_000

/**
 * Makes a question that many may ask at once: one at a time, until it is answered. Whoever asks while
 * an answer is on its way, which may be from before, has it asked once more.
 *
 * @returns asks; never throws.
 */
export function askInTurn(question: () => Promise<unknown>, sleep = wait): () => void {
  let isWanted = false
  let isAsking = false

  async function ask(): Promise<void> {
    isAsking = true
    while (isWanted) {
      await sleep(GATHER_MS)
      isWanted = false
      await question().catch(async () => {
        await sleep(ASK_AGAIN_AFTER_MS)
        isWanted = true
      })
    }
    isAsking = false
  }

  return () => {
    isWanted = true
    if (!isAsking) void ask()
  }
}
