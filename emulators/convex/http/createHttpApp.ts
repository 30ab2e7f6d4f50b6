import { createApp, createRouter, defineEventHandler, handleCors, toNodeListener } from 'h3'
import type { H3Event, NodeListener } from 'h3'
import { answerError } from './answerError'
import { handleHttpAction } from './httpAction'
import { requireClientVersion } from './requireClientVersion'
import type { RouteContext } from './route'
import { routeGroups } from './routes'

/** The main port: API, control routes, and HTTP actions below `/http`. */
export function createMainApp(context: RouteContext): NodeListener {
  const app = createApp({ onError: answerError })
  const router = createRouter()
  for (const { method, path, handle } of routeGroups.flatMap(group => group.routes)) {
    router.add(path, defineEventHandler(event => handle(event, context)), method.toLowerCase() as Lowercase<typeof method>)
  }
  app.use('/http', defineEventHandler(event => handleHttpAction(event, context.deployment)))
  app.use(defineEventHandler(event => isApiPath(event) ? prepareApiRequest(event) : undefined))
  app.use(router)
  return toNodeListener(app)
}

/** The site port hands every path to HTTP actions. */
export function createSiteApp(context: RouteContext): NodeListener {
  const app = createApp({ onError: answerError })
  app.use(defineEventHandler(event => handleHttpAction(event, context.deployment)))
  return toNodeListener(app)
}

function isApiPath({ path }: H3Event): boolean {
  return path === '/' || path.startsWith('/api/')
}

/** Any origin may call the API, with credentials; HTTP actions answer for themselves. */
function prepareApiRequest(event: H3Event): unknown {
  const wasPreflight = handleCors(event, {
    origin: () => true,
    credentials: true,
    methods: ['GET', 'POST', 'OPTIONS', 'PATCH', 'DELETE', 'PUT'],
    allowHeaders: '*',
    maxAge: '86400',
    preflight: { statusCode: 200 },
  })
  if (wasPreflight) return ''
  requireClientVersion(event)
  return undefined
}
