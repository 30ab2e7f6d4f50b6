import { ConvexError } from 'convex/values'
import { beforeEach, describe, expect, it } from 'vitest'
import { computed, effectScope, ref, shallowRef, type EffectScope } from 'vue'
import type { NuxtApp } from '#app'
import type { ConvexConnection } from '../../../utils/convex/connection'
import { subscribeQuery } from '../../../utils/convex/liveQuery'
import type { QuerySlots } from '../../../utils/convex/querySlots'

const FORBIDDEN = new ConvexError({ code: 'forbidden', message: 'Your role does not allow this.' })
const NOT_STORED = new ConvexError({ code: 'user_not_stored', message: 'Not yet.' })

let scope: EffectScope
beforeEach(() => {
  scope = effectScope()
  return () => scope.stop()
})

/** A query that is subscribed, the hands of Convex, and those of the server that is asked about a lost access. */
function follow() {
  const convex = { answer: (_: string) => {}, fail: (_: Error) => {} }
  const server = { confirm: (_: boolean) => {}, refuseRow: (_: Error) => {} }
  const connection = {
    identity: ref('ada '),
    status: ref('authenticated'),
    confirmSession: () => new Promise<boolean>(resolve => server.confirm = resolve),
    ensureUser: () => new Promise<void>((_, reject) => server.refuseRow = reject),
  } as unknown as ConvexConnection
  const slots: QuerySlots = {
    source: computed(() => ({
      key: 'list {}',
      fetch: () => Promise.reject(new Error('Only in the server.')),
      subscribe: (_, onValue, onError) => {
        Object.assign(convex, { answer: onValue, fail: onError })
        return () => {}
      },
    })),
    key: computed(() => 'list {} ada '),
    identity: computed(() => 'ada '),
    isAuthRequired: true,
    data: shallowRef(),
    error: shallowRef(null),
  }
  scope.run(() => subscribeQuery({ payload: {}, isHydrating: false } as unknown as NuxtApp, connection, slots))
  return { convex, server, slots }
}

const settled = () => new Promise(resolve => setTimeout(resolve))

describe('a live query', () => {
  it('that may not be seen any more shows nothing at once, and why once the session has been asked about', async () => {
    const { convex, server, slots } = follow()
    convex.answer('seen')
    convex.fail(FORBIDDEN)
    expect([slots.data.value, slots.error.value]).toEqual([undefined, null])
    server.confirm(true)
    await settled()
    expect(slots.error.value).toMatchObject({ code: 'forbidden' })
  })

  it('says nothing to somebody whose session is over', async () => {
    const { convex, server, slots } = follow()
    convex.fail(FORBIDDEN)
    server.confirm(false)
    await settled()
    expect(slots.error.value).toBeNull()
  })

  it.each([
    ['a refusal', FORBIDDEN, ({ confirm }: ReturnType<typeof follow>['server']) => confirm(true)],
    ['a missing row', NOT_STORED, ({ refuseRow }: ReturnType<typeof follow>['server']) => refuseRow(new Error('down'))],
  ])('keeps what came after %s that is understood later', async (_, failure, understand) => {
    const { convex, server, slots } = follow()
    convex.fail(failure)
    convex.answer('newer')
    understand(server)
    await settled()
    expect([slots.data.value, slots.error.value]).toEqual(['newer', null])
  })
})
