import { defineNitroPlugin, useStorage } from 'nitropack/runtime'
import { serverEnv } from '../utils/env'

/** With REDIS_URL, several servers share refreshes and sign-outs (see server/utils/sharedStore.ts). */
export default defineNitroPlugin(async () => {
  if (import.meta.prerender) return
  const { REDIS_URL } = serverEnv()
  if (!REDIS_URL) return
  const { default: redisDriver } = await import('unstorage/drivers/redis')
  useStorage().mount('auth', redisDriver({ url: REDIS_URL, base: 'nuxt-workos-convex', maxRetriesPerRequest: 1 }))
})
