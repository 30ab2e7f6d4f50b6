import { defineNitroPlugin, useStorage } from 'nitropack/runtime'
import { serverEnv } from '../utils/env'
import { createLog } from '../utils/log/log'

const log = createLog('auth')

/** With REDIS_URL, several servers share refreshes and sign-outs (see server/utils/sharedStore.ts). */
export default defineNitroPlugin(async () => {
  if (import.meta.prerender) return
  const { REDIS_URL } = serverEnv()
  if (!REDIS_URL) return
  const { default: redisDriver } = await import('unstorage/drivers/redis')
  // A store that is away must fail at once, not hold requests until it is back.
  const driver = redisDriver({ url: REDIS_URL, base: 'nuxt-workos-convex', maxRetriesPerRequest: 1 })
  driver.getInstance?.().on('error', (error: Error) => log.warn('Redis is out of reach', { error }))
  useStorage().mount('auth', driver)
})
