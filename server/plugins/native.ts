import { defineNitroPlugin } from 'nitropack/runtime'
import { nativeSettings } from '../utils/native/settings'

/** Refuses to start with a list of redirects that cannot be read, rather than failing at the first sign-in of an app. */
export default defineNitroPlugin(() => {
  if (import.meta.prerender) return
  try {
    nativeSettings()
  }
  catch (error) {
    if (import.meta.dev || typeof process.exit !== 'function') throw error
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  }
})
