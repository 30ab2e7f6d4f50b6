import { setResponseStatus } from 'h3'
import { z } from 'zod'
import { codedError, invalidParameters } from '../http/apiError'
import { readInput } from '../http/input'
import { mapPage, paginate } from '../http/page'
import { readQuery } from '../http/query'
import type { Route } from '../http/route'

const REDIRECT_URIS = '/user_management/redirect_uris'
const CORS_ORIGINS = '/user_management/cors_origins'

const originInput = z.url({ protocol: /^https?$/, abort: true }).refine(url => new URL(url).origin === url, 'Must be an origin.')

/** Wildcards are not parseable URLs, so only the scheme is checked. */
const redirectInput = z.string().regex(/^[a-z][a-z0-9+.-]*:\/\/[^\s/]+/i, 'Must be an absolute URI.')

export const redirectRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: REDIRECT_URIS,
    summary: 'Lists redirect URIs',
    access: 'key',
    handle: (event, { store }) =>
      mapPage(paginate(store.redirectUris.all(), readQuery(event)), row => ({ object: 'redirect_uri', ...row })),
  },
  {
    method: 'POST',
    path: REDIRECT_URIS,
    summary: 'Registers a redirect URI; the first one without a wildcard is the default',
    access: 'key',
    handle: async (event, { store, clock, newId }) => {
      const { uri } = await readInput(event, z.object({ uri: redirectInput }))
      if (store.redirectUris.find(row => row.uri === uri)) {
        throw invalidParameters([{ field: 'uri', code: 'redirect_uri_already_exists', message: 'The redirect URI already exists.' }])
      }
      const isFirst = !store.redirectUris.find(row => row.default)
      const times = { created_at: clock.iso(), updated_at: clock.iso() }
      const redirect = store.redirectUris.insert({ id: newId('ruri'), uri, default: isFirst && !uri.includes('*'), ...times })
      setResponseStatus(event, 201)
      return { object: 'redirect_uri', ...redirect }
    },
  },
  {
    method: 'GET',
    path: CORS_ORIGINS,
    summary: 'Lists origins that browsers may call from',
    access: 'key',
    handle: (event, { store }) =>
      mapPage(paginate(store.corsOrigins.all(), readQuery(event)), row => ({ object: 'cors_origin', ...row })),
  },
  {
    method: 'POST',
    path: CORS_ORIGINS,
    summary: 'Registers an origin that browsers may call from',
    access: 'key',
    handle: async (event, { store, clock, newId }) => {
      const { origin } = await readInput(event, z.object({ origin: originInput }))
      if (store.corsOrigins.find(row => row.origin === origin)) {
        throw codedError(409, 'duplicate_cors_origin', 'The origin already exists.')
      }
      const added = store.corsOrigins.insert({ id: newId('cors_origin'), origin, created_at: clock.iso(), updated_at: clock.iso() })
      setResponseStatus(event, 201)
      return { object: 'cors_origin', ...added }
    },
  },
]
