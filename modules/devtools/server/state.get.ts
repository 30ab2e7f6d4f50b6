import { defineEventHandler, parseCookies, setHeader, type H3Event } from 'h3'
import { serverEnv } from '../../../server/utils/env'
import { readSessionId } from '../../../server/utils/sessionCookie'
import type { ServerReport } from '../report'
import { refreshesOf } from './refreshes'

/** What the server knows of the caller's session and its cookie. Reads only: looking on must not renew what is looked at. */
export default defineEventHandler(async (event): Promise<ServerReport> => {
  setHeader(event, 'cache-control', 'no-store')
  const sessionId = await readSessionId(event)
  return { cookie: measureCookie(event), refreshes: sessionId ? refreshesOf(sessionId) : [] }
})

function measureCookie(event: H3Event): ServerReport['cookie'] {
  const name = serverEnv().WORKOS_COOKIE_NAME
  const chunks = Object.entries(parseCookies(event)).filter(([present]) => present === name || present.startsWith(`${name}.`))
  if (chunks.length === 0) return null
  return { name, chunks: chunks.length, bytes: chunks.reduce((sum, [present, value]) => sum + present.length + value.length, 0) }
}
