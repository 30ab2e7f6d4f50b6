import { setResponseHeader } from 'h3'
import { notFound } from '../http/apiError'
import { pathParam } from '../http/param'
import type { Route } from '../http/route'
import { ENVIRONMENT_CLIENT_ID } from '../tokens/issuer'

export const jwksRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/sso/jwks/:clientId',
    summary: 'Public keys of the access tokens',
    access: 'open',
    handle: (event, { clientId, keys, settings }) => {
      const id = pathParam(event, 'clientId')
      if (![clientId, ENVIRONMENT_CLIENT_ID].includes(id)) throw notFound('Client', id)
      setResponseHeader(event, 'content-type', settings.current().jwksContentType)
      return JSON.stringify({ keys: keys.served().map(({ publicJwk }) => publicJwk) })
    },
  },
]
