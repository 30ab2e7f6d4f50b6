import { defineNuxtPlugin, watch } from '#imports'
import { identityOf } from '../common/session'
import { useAuth } from '../composables/useAuth'
import { openIdentityChannel } from '../utils/identityChannel'

/** How long to wait before asking the server again who is signed in, in ms. */
const ASK_AGAIN_AFTER_MS = 3_000

/** Keeps the tabs of a browser of one mind about who is signed in. The server is asked; a tab's word is only a hint. */
export default defineNuxtPlugin({
  name: 'identity',
  setup(nuxtApp) {
    const { session, load } = useAuth()
    const known = () => session.value === undefined ? undefined : identityOf(session.value)
    const channel = openIdentityChannel((identity) => {
      if (identity !== known()) ask()
    })

    function ask(): void {
      load().catch(() => setTimeout(ask, ASK_AGAIN_AFTER_MS))
    }

    watch(known, identity => identity !== undefined && channel.announce(identity), { immediate: true })
    // A page that was rendered for everyone alike learns who is looking, once it is what the server rendered.
    nuxtApp.hooks.hookOnce('app:suspense:resolve', () => {
      if (session.value === undefined) ask()
    })
    // A page restored from the browser's cache may belong to someone who has left.
    window.addEventListener('pageshow', event => event.persisted && ask())
  },
})
