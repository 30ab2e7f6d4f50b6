import { AuthError } from './authError'
import { explainFailure } from './explainFailure'
import { classifyWorkosFailure } from './workosFailure'

/** Runs a WorkOS call for a visitor. @throws AuthError with words for them. */
export async function callWorkos<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  }
  catch (error) {
    throw error instanceof AuthError ? error : explainFailure(classifyWorkosFailure(error), error)
  }
}

/** The same for something that may not exist. @returns null when WorkOS refuses to show it. */
export async function findInWorkos<T>(find: () => Promise<T>): Promise<T | null> {
  return await callWorkos(async () => {
    try {
      return await find()
    }
    catch (error) {
      if (classifyWorkosFailure(error).kind === 'refused') return null
      throw error
    }
  })
}
