import { sendRedirect } from 'h3'
import type { Route } from '../http/route'

export const lifecycleRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/_emulate/reset',
    summary: 'Back to the seed: data, settings, clock, faults, logs and keys; webhook endpoints stay',
    access: 'open',
    handle: (_, emulator) => {
      emulator.reset()
      return { ok: true }
    },
  },
  {
    method: 'GET',
    path: '/health',
    summary: 'Answers when the emulator is up',
    access: 'open',
    handle: () => ({ status: 'ok' }),
  },
  {
    method: 'GET',
    path: '/',
    summary: 'Leads to the inbox',
    access: 'open',
    handle: event => sendRedirect(event, '/_emulate/inbox'),
  },
]
