import { setResponseStatus } from 'h3'
import { readInput } from '../http/input'
import { pathParam } from '../http/param'
import type { Route } from '../http/route'
import { faultInput } from './faultHooks'

export const hookRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/_emulate/hooks',
    summary: 'The faults that wait for a request',
    access: 'open',
    handle: (_, { faults }) => faults.list(),
  },
  {
    method: 'POST',
    path: '/_emulate/hooks',
    summary: 'Adds a fault: `{method, path, grantType?, status?, body?, headers?, delayMs?, drop?, count?}`',
    access: 'open',
    handle: async (event, { faults, newId }) => {
      const fault = faults.add({ id: newId('hook'), ...await readInput(event, faultInput) })
      setResponseStatus(event, 201)
      return fault
    },
  },
  {
    method: 'DELETE',
    path: '/_emulate/hooks',
    summary: 'Removes every fault',
    access: 'open',
    handle: (_, { faults }) => {
      faults.clear()
      return []
    },
  },
  {
    method: 'DELETE',
    path: '/_emulate/hooks/:id',
    summary: 'Removes one fault',
    access: 'open',
    handle: (event, { faults }) => {
      faults.remove(pathParam(event, 'id'))
      return faults.list()
    },
  },
]
