import { defineApiHandler } from '../../utils/authHandler'
import { toSessionView } from '../../utils/authSession'
import { readAuthSession } from '../../utils/session'

/** What the browser may know of its session; `null` when there is none. */
export default defineApiHandler(async (event) => {
  const session = await readAuthSession(event)
  return session && toSessionView(session)
})
