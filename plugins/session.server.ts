import { defineNuxtPlugin, useRequestEvent } from '#imports'
import { useAuth, useInitialAccessToken } from '../composables/useAuth'
import { useAuthFlow } from '../composables/useAuthFlow'

/** Carries what the server knows of the visitor into the page's payload. */
export default defineNuxtPlugin({
  name: 'session',
  setup() {
    const pageAuth = useRequestEvent()?.context.pageAuth
    if (!pageAuth) return
    useAuth().session.value = pageAuth.session
    useInitialAccessToken().value = pageAuth.accessToken
    useAuthFlow().value = pageAuth.flow
  },
})
