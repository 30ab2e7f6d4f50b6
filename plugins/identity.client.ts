import { defineNuxtPlugin, watch } from '#imports'
import { identityOf } from '../common/session'
import { useAuth } from '../composables/useAuth'
import { askInTurn } from '../utils/askInTurn'
import { openIdentityChannel } from '../utils/identityChannel'
import { onWakeUp } from '../utils/onWakeUp'

/** Keeps the tabs of a browser of one mind about who is signed in. The server is asked; a tab's word is only a hint. */
export default defineNuxtPlugin({
  name: 'identity',
  setup(nuxtApp) {
    const { session, load } = useAuth()
    const known = () => session.value === undefined ? undefined : identityOf(session.value)
    const ask = askInTurn(load)
    const channel = openIdentityChannel((identity) => {
      if (identity !== known()) ask()
    })

    watch(known, identity => identity !== undefined && channel.announce(identity), { immediate: true })
    // A page that was rendered for everyone alike learns who is looking, once it is what the server rendered.
    nuxtApp.hooks.hookOnce('app:suspense:resolve', () => {
      if (session.value === undefined) ask()
    })
    // What happens in other applications that share the cookie reaches no channel of this one. A page restored
    // from the browser's cache may belong to someone who has left.
    onWakeUp(() => {
      if (!nuxtApp.isHydrating) ask()
    })
  },
})
