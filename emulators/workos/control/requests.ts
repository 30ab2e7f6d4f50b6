import { readQuery } from '../http/query'
import type { Route } from '../http/route'

export const requestRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/_emulate/requests',
    summary: 'The API requests so far; filters `method`, `path`, `grantType`',
    access: 'open',
    handle: (event, { requests }) => {
      const query = readQuery(event)
      const fits = (name: string, value: string | undefined) => !query.has(name) || query.get(name) === value
      return requests.list().filter(({ method, path, grantType }) =>
        fits('method', method) && fits('path', path) && fits('grantType', grantType))
    },
  },
  {
    method: 'DELETE',
    path: '/_emulate/requests',
    summary: 'Forgets the requests so far',
    access: 'open',
    handle: (_, { requests }) => {
      requests.clear()
      return []
    },
  },
]
