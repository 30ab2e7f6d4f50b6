import { defineNuxtPlugin, showError, useRouter, watch } from '#imports'
import { missingFor } from '../common/pageGuard'
import { useAuth } from '../composables/useAuth'

/** An open page goes as soon as the session does not fit it any more: in another organization, or with another role. */
export default defineNuxtPlugin({
  name: 'guard',
  setup() {
    const { currentRoute } = useRouter()
    watch(useAuth().session, (session) => {
      const lacks = missingFor(currentRoute.value.meta.auth, session ?? null)
      // Whoever was signed out keeps what they were typing.
      if (lacks && lacks.missing !== 'session') showError({ statusCode: 403, data: lacks })
    })
  },
})
