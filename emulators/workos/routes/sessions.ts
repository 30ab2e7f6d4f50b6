import { z } from 'zod'
import { requireUser } from '../actions/requireUser'
import { codedError } from '../http/apiError'
import { readInput } from '../http/input'
import { mapPage, paginate } from '../http/page'
import { pathParam } from '../http/param'
import { readQuery } from '../http/query'
import type { Route } from '../http/route'
import { showSession } from '../sessions/currentStatus'
import { endSession } from '../sessions/endSession'

export const sessionRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/user_management/users/:id/sessions',
    summary: 'Lists the sessions of a user',
    access: 'key',
    handle: (event, emulator) => {
      const { id } = requireUser(pathParam(event, 'id'), emulator)
      const sessions = emulator.store.sessions.filter(({ user_id }) => user_id === id)
      return mapPage(paginate(sessions, readQuery(event)), session => showSession(session, emulator))
    },
  },
  {
    method: 'POST',
    path: '/user_management/sessions/revoke',
    summary: 'Ends a session',
    access: 'key',
    handle: async (event, emulator) => {
      const { session_id } = await readInput(event, z.object({ session_id: z.string() }))
      const session = emulator.store.sessions.get(session_id)
      if (!session) throw codedError(400, 'session_not_found', `Session not found: '${session_id}'.`)
      return showSession(endSession(session, emulator), emulator)
    },
  },
]
