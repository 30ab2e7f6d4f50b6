import { defineNuxtRouteMiddleware, navigateTo, useRuntimeConfig } from '#imports'
import { useAuth } from '../composables/useAuth'
import { sanitizeReturnTo } from '../common/returnTo'

declare module '#app' {
  interface PageMeta {
    /** `true`: only for people who are signed in. `'guest'`: only for those who are not. */
    auth?: boolean | 'guest'
  }
}

/** Steers visitors to and from the sign-in page. It guards pages only; data is guarded where it lives. */
export default defineNuxtRouteMiddleware(async (to) => {
  if (!to.meta.auth) return
  const { session, load } = useAuth()
  if (session.value === undefined && import.meta.client) await load()

  if (to.meta.auth === true && !session.value) {
    const login = `/login?returnTo=${encodeURIComponent(to.fullPath)}`
    // On the server this is the Location header as it is; the router would decode the slash.
    return navigateTo(login, { external: import.meta.server })
  }
  if (to.meta.auth === 'guest' && session.value) {
    return navigateTo(sanitizeReturnTo(to.query.returnTo, useRuntimeConfig().public.auth.home))
  }
})
