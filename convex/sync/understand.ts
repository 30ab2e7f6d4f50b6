import { WorkosFailure } from '../lib/workosApi'

/** Something of WorkOS that is not understood is reported and left out: it must not hold up all else. @throws WorkosFailure */
export async function understand<T>(what: string, read: () => T | Promise<T>): Promise<T | null> {
  try {
    return await read()
  }
  catch (error) {
    if (error instanceof WorkosFailure) throw error
    console.warn(`[sync] Not understood: ${what}. ${error instanceof Error ? error.message : String(error)}`)
    return null
  }
}
