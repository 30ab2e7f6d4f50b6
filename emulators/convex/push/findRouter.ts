import type { HttpRouter } from 'convex/server'
import { PlatformError } from '../http/platformError'

/** The default export of `http.ts`, made by `httpRouter()`. */
export function findRouter(httpModule: Record<string, unknown> | undefined): HttpRouter | null {
  if (!httpModule) return null
  if (isRouter(httpModule.default)) return httpModule.default
  throw new PlatformError(400, 'InvalidModules', 'The default export of `convex/http.js` is not a Router.')
}

function isRouter(value: unknown): value is HttpRouter {
  return typeof value === 'object' && value !== null && Reflect.get(value, 'isRouter') === true
}
