import { abortNavigation, createError, defineNuxtRouteMiddleware, navigateTo, useError, useNuxtApp, useRuntimeConfig } from '#imports'
import { STEP_PAGES, type AuthStepKind } from '../common/authFlow'
import { missingFor, type PageAuth } from '../common/pageGuard'
import { sanitizeReturnTo } from '../common/returnTo'
import { useAuth } from '../composables/useAuth'
import { useAuthFlow } from '../composables/useAuthFlow'

declare module '#app' {
  interface PageMeta {
    /**
     * `true`: only for people who are signed in. `{ organization: true, permission: 'members:manage' }`:
     * of these only those who act in an organization, and may do this there. `'guest'`: only for visitors.
     */
    auth?: PageAuth
    /** The steps of a sign-in that the page is for: at any other, it leads to that one's page. */
    steps?: AuthStepKind[]
  }
}

/** Steers visitors to and from the sign-in page. It guards pages only; data is guarded where it lives. */
export default defineNuxtRouteMiddleware(async (to) => {
  if (!to.meta.auth || isShowingError()) return
  const { session, load } = useAuth()
  if (session.value === undefined && import.meta.client) await load()

  const lacks = missingFor(to.meta.auth, session.value ?? null)
  if (lacks?.missing === 'session') {
    const login = `/login?returnTo=${encodeURIComponent(to.fullPath)}`
    // On the server this is the Location header as it is; the router would decode the slash.
    return navigateTo(login, { external: import.meta.server })
  }
  if (lacks) return abortNavigation(createError({ statusCode: 403, statusMessage: 'Forbidden', data: lacks, fatal: import.meta.client }))
  const step = useAuthFlow().value.step?.kind
  const isPresentStep = step && to.meta.steps?.includes(step)
  // Somebody who is signed in takes steps, too, on the way into another organization.
  const isSignedIn = to.meta.auth === 'guest' && session.value && !isPresentStep
  const isPast = to.meta.steps && !isPresentStep
  if (!isSignedIn && !isPast) return
  // In a browser the server says where to, so that none of what follows is in the page's scripts.
  if (import.meta.client) return navigateTo(to.fullPath, { external: true })
  if (isSignedIn) return navigateTo(sanitizeReturnTo(to.query.returnTo, useRuntimeConfig().public.auth.home))
  return navigateTo(step ? STEP_PAGES[step] : '/login')
})

/** The error page is rendered at the address of the page that failed, and knows nobody. */
function isShowingError(): boolean {
  return Boolean(useError().value) && (import.meta.server || Boolean(useNuxtApp().isHydrating))
}
