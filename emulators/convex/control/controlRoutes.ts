import type { Route } from '../http/route'

/** For tests and scripts on this machine; a real deployment has nothing like it. No key needed. */
export const controlRoutes: Route[] = [
  { method: 'GET', path: '/health', does: 'answers when the emulator is up', handle: () => ({ status: 'ok' }) },
  {
    method: 'GET',
    path: '/_emulate/log',
    does: 'connections, client messages, authentications, executions and AuthErrors, oldest first',
    handle: (_event, { deployment }) => deployment.log.list(),
  },
  {
    method: 'DELETE',
    path: '/_emulate/log',
    does: 'empties the log',
    handle: (_event, { deployment }) => {
      deployment.log.clear()
      return { cleared: true }
    },
  },
  {
    method: 'POST',
    path: '/_emulate/disconnect',
    does: 'drops every WebSocket without a close frame',
    handle: (_event, { sync }) => ({ disconnected: sync.disconnectAll() }),
  },
  {
    method: 'POST',
    path: '/_emulate/reset',
    does: 'empties the data; code and variables stay',
    handle: async (_event, { deployment }) => {
      await deployment.reset()
      return { reset: true }
    },
  },
]
