import { createApp, createRouter, defineEventHandler, toNodeListener } from 'h3'
import type { H3Event, NodeListener } from 'h3'
import { answerError } from './answerError'
import { allowAnyOrigin } from './cors'
import { handleHttpAction } from './httpAction'
import { requireClientVersion } from './requireClientVersion'
import type { RouteContext } from './route'
import { routeGroups } from './routes'

const HTTP_ACTION_PATH = /^\/http((?:[/?].*)?)$/s

/** The main port: API, control routes, and HTTP actions below `/http`. */
export function createMainApp(context: RouteContext): NodeListener {
  const app = createApp({ onError: answerError })
  const router = createRouter()
  for (const { method, path, handle } of routeGroups.flatMap(group => group.routes)) {
    router.add(path, defineEventHandler(event => handle(event, context)), method.toLowerCase() as Lowercase<typeof method>)
  }
  app.use(defineEventHandler((event) => {
    const path = HTTP_ACTION_PATH.exec(event.path)
    return path ? handleHttpAction(event, path[1] || '/', context.deployment) : undefined
  }))
  app.use(defineEventHandler(event => isApiPath(event) ? prepareApiRequest(event) : undefined))
  app.use(router)
  return toNodeListener(app)
}

/** The site port hands every path to HTTP actions. */
export function createSiteApp(context: RouteContext): NodeListener {
  const app = createApp({ onError: answerError })
  app.use(defineEventHandler(event => handleHttpAction(event, event.path, context.deployment)))
  return toNodeListener(app)
}

function isApiPath({ path }: H3Event): boolean {
  return path === '/' || path.startsWith('/api/')
}

/** HTTP actions answer other origins for themselves; the API answers all of them. */
function prepareApiRequest(event: H3Event): string | undefined {
  if (allowAnyOrigin(event)) return ''
  requireClientVersion(event)
  return undefined
}
