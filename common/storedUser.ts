import { isUserNotStored } from './convexError'

/**
 * Runs a Convex call, and when it is answered that the caller has no row yet, lets `ensure` write
 * the row and runs the call once more. Such a caller signed in while Convex could not be reached,
 * or the deployment was emptied under a live session.
 */
export async function withStoredUser<T>(run: () => Promise<T>, ensure: () => Promise<unknown>): Promise<T> {
  try {
    return await run()
  }
  catch (error) {
    if (!isUserNotStored(error)) throw error
    await ensure()
    return await run()
  }
}
