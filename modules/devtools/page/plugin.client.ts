import type { ConnectionState } from 'convex/browser'
import type { NuxtApp } from '#app'
import { defineNuxtPlugin, ref, shallowRef, watch } from '#imports'
import { identityOf, type SessionView } from '../../../common/session'
import { useAuth, useInitialAccessToken } from '../../../composables/useAuth'
import type { ConvexConnection } from '../../../utils/convex/connection'
import { openIdentityChannel } from '../../../utils/identityChannel'
import { onWakeUp } from '../../../utils/onWakeUp'
import { openChannel } from '../channel'
import type { AuthEvent, PageReport, TokenView } from '../report'
import { readClientLog } from './clientLog'
import { describeSession } from './describeSession'
import { describeToken } from './describeToken'
import { createEventLog } from './eventLog'
import { narrateConnection } from './narrateConnection'
import { soon } from './soon'
import { lastSession, pageId } from './stored'

/** Tells the tab of DevTools what this page knows of the session. It looks on: what it shows is owned by others. */
export default defineNuxtPlugin({
  name: 'auth-devtools',
  setup(nuxtApp) {
    const { session } = useAuth()
    const initialToken = useInitialAccessToken().value
    const token = shallowRef<TokenView | null>(initialToken && describeToken(initialToken))
    const refreshAt = ref<number | null>(null)
    const connection = shallowRef<ConvexConnection>()
    const socket = shallowRef<ConnectionState>()
    const id = pageId()
    const sendSoon = soon(() => channel.send({ kind: 'report', report: report() }))
    const log = createEventLog(sendSoon)
    const narrator = narrateConnection()
    const channel = openChannel((message) => {
      if (message.kind === 'who') sendSoon()
      if (!('id' in message) || message.id !== id) return
      if (message.kind === 'clear') log.clear()
      if (message.kind === 'refresh' && connection.value) {
        narrator.because('“Refresh now” was pressed.')
        void connection.value.renewSession()
      }
    })

    const add = (subject: AuthEvent['subject'], title: string, detail?: string, tone?: AuthEvent['tone']) => log.add({ subject, title, detail, tone })
    add('page', `Loaded ${location.pathname}`, describeRender(nuxtApp, session.value, initialToken !== null))
    watch(session, (now) => {
      if (now === undefined) return
      const change = describeSession(lastSession.read(), now)
      if (change) log.add(change)
      lastSession.write(now)
      if (!now) token.value = null
    }, { immediate: true })

    nuxtApp.hook('convex:connection', (event) => {
      if (event.kind === 'opened') follow(event.connection)
      if (event.kind === 'answered') [token.value, refreshAt.value] = [event.answer && describeToken(event.answer), null]
      const said = event.kind === 'log' ? readClientLog(event.line) : null
      if (said?.kind === 'scheduled') refreshAt.value = Date.now() + said.delay
      const change = narrator.tell(event, token.value)
      if (change) log.add(change)
    })

    function follow(opened: ConvexConnection): void {
      connection.value = opened
      socket.value = opened.client.connectionState()
      opened.client.subscribeToConnectionState(state => socket.value = state)
      watch(() => socket.value?.isWebSocketConnected, isConnected => isConnected ? add('convex', 'Socket connected') : add('convex', 'Socket lost', 'The client connects again by itself.', 'bad'))
      watch(opened.error, error => error && add('convex', 'Convex does not accept the token', error, 'bad'), { immediate: true })
      watch(opened.status, status => status === 'unauthenticated' && add('convex', 'Convex has no identity for this page'))
    }

    openIdentityChannel((identity) => {
      const known = session.value === undefined ? undefined : identityOf(session.value)
      // Channels of this page hear each other, too. Its own word is what it knows.
      if (known !== undefined && identity !== known) add('tabs', 'Another tab believes something else', `${identity || 'Nobody is signed in'}; this page asks the server.`)
    })
    onWakeUp(() => add('page', 'Woke up', 'Shown again, in front again, back online, or back from the browser’s cache.'))
    window.addEventListener('offline', () => add('page', 'Offline', undefined, 'bad'))
    window.addEventListener('online', () => add('page', 'Online again', undefined, 'good'))
    window.addEventListener('pagehide', () => channel.send({ kind: 'left', id }))

    function report(): PageReport {
      const open = connection.value
      return {
        id,
        path: location.pathname,
        session: session.value,
        token: token.value,
        refreshAt: refreshAt.value,
        convex: open
          ? {
              status: open.status.value,
              isRefreshing: open.isRefreshing.value,
              error: open.error.value,
              isConnected: socket.value?.isWebSocketConnected ?? false,
              connections: socket.value?.connectionCount ?? 0,
              retries: socket.value?.connectionRetries ?? 0,
            }
          : null,
        events: log.events(),
      }
    }

    // The log tells of its changes by itself.
    watch(() => ({ ...report(), events: [] }), sendSoon)
  },
})

function describeRender({ payload }: Pick<NuxtApp, 'payload'>, session: SessionView | null | undefined, hasToken: boolean): string {
  if (!payload.serverRendered) return 'Rendered in the browser.'
  if (session === undefined) return 'Rendered for everyone alike; the server is asked who is looking.'
  if (!session) return 'Rendered for a visitor.'
  return `Rendered for ${session.user.email}${hasToken ? ', with an access token' : ''}.`
}
