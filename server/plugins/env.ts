import { defineNitroPlugin } from 'nitropack/runtime'
import { serverEnv } from '../utils/env'

/** Refuses to start with an incomplete environment, rather than failing at the first sign-in. */
export default defineNitroPlugin(() => {
  if (import.meta.prerender) return
  try {
    const env = serverEnv()
    // Runtime config is read from NUXT_* at each request; Convex's own tools write CONVEX_URL.
    process.env.NUXT_CONVEX_URL = env.CONVEX_URL
    process.env.NUXT_PUBLIC_CONVEX_URL ||= env.CONVEX_URL
  }
  catch (error) {
    if (import.meta.dev || typeof process.exit !== 'function') throw error
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  }
})
