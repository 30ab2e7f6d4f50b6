import { appendResponseHeader, defineEventHandler, setHeader, type H3Event } from 'h3'
import { getRouteRules } from 'nitropack/runtime'
import type { AuthFlowView } from '../../common/authFlow'
import type { AccessTokenAnswer, SessionView } from '../../common/session'
import { toAccessTokenAnswer, toSessionView } from '../utils/authSession'
import { readFlow, writeFlow } from '../utils/flow'
import { toFlowView } from '../utils/flowView'
import { forwardInnerCookies } from '../utils/innerCookies'
import { isPagePath } from '../utils/isPagePath'
import { readAuthSession } from '../utils/session'

/** What the server knows of the visitor while it renders a page. */
export interface PageAuth {
  session: SessionView | null
  accessToken: AccessTokenAnswer | null
  flow: AuthFlowView
}

declare module 'h3' {
  interface H3EventContext {
    /** Absent on pages that are rendered for everyone alike. */
    pageAuth?: PageAuth
  }
}

/** Resolves the session before a page is rendered, and keeps such a page out of every cache. */
export default defineEventHandler(async (event) => {
  if (!isPage(event) || isSharedPage(event)) return
  forwardInnerCookies(event)
  // The session, and the language.
  appendResponseHeader(event, 'vary', 'Cookie, Accept-Language')
  const session = await readAuthSession(event)
  if (session) setHeader(event, 'cache-control', 'private, no-store')
  event.context.pageAuth = {
    session: session && toSessionView(session),
    accessToken: session && toAccessTokenAnswer(session),
    flow: await takeFlow(event),
  }
})

function isPage(event: H3Event): boolean {
  return (event.method === 'GET' || event.method === 'HEAD') && isPagePath(event.path)
}

/** Prerendered and cached pages, and the payloads that Nuxt extracts from them, are shown to others, too: no session in them, ever. */
function isSharedPage(event: H3Event): boolean {
  if (import.meta.prerender || /\/_payload\.\w+(?:\?|$)/.test(event.path)) return true
  const rules = getRouteRules(event)
  return Boolean(rules.ssr === false || rules.prerender || rules.cache || rules.isr)
}

/** What became of the last form post is told once, by the page it is for. */
async function takeFlow(event: H3Event): Promise<AuthFlowView> {
  const { lastPost, ...flow } = await readFlow(event)
  if (lastPost?.page !== event.path.split('?', 1)[0]) return await toFlowView(event, flow)
  await writeFlow(event, flow)
  return await toFlowView(event, { ...flow, lastPost })
}
