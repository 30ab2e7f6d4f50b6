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
