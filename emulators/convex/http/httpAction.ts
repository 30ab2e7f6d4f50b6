import { getRequestHeader, getRequestHeaders, getRequestIP, readRawBody, sendWebResponse } from 'h3'
import type { H3Event } from 'h3'
import type { RoutableMethod } from 'convex/server'
import { AuthFailure } from '../auth/authFailure'
import { NOBODY } from '../auth/identity'
import type { Identity } from '../auth/identity'
import type { Deployment } from '../deployment'
import { runHttpAction } from '../runtime/runHttpAction'
import { readAuthorization } from './identityOfRequest'
import { PlatformError } from './platformError'

const BODILESS = ['GET', 'HEAD', 'OPTIONS']

/** Hands a request to the developer's own router (convex-backend crates/local_backend/src/http_actions.rs). */
export async function handleHttpAction(event: H3Event, path: string, deployment: Deployment): Promise<void> {
  const { router } = deployment.generation
  if (!router) return sendWebResponse(event, new Response('This Convex deployment does not have HTTP actions enabled.', { status: 404 }))
  const request = await toWebRequest(event, path)
  const method = request.method === 'HEAD' ? 'GET' : request.method
  const found = router.lookup(new URL(request.url).pathname, method as RoutableMethod)
  if (!found) return sendWebResponse(event, new Response('No matching routes found', { status: 404 }))
  const [action, , route] = found
  const response = await runHttpAction(deployment, action, request, {
    name: `${method} ${route}`,
    identity: await identityOf(event, deployment),
    client: { ip: getRequestIP(event) ?? null, userAgent: getRequestHeader(event, 'user-agent') ?? null },
  })
  return sendWebResponse(event, response)
}

/** A bad token does not stop the request: the action runs, and asking who is calling throws. */
async function identityOf(event: H3Event, deployment: Deployment): Promise<Identity> {
  const header = getRequestHeader(event, 'authorization')
  if (header === undefined) return NOBODY
  try {
    return await readAuthorization(header, deployment)
  }
  catch (error) {
    if (error instanceof AuthFailure || error instanceof PlatformError) return { kind: 'rejected', message: error.message }
    throw error
  }
}

async function toWebRequest(event: H3Event, path: string): Promise<Request> {
  const { method } = event
  const protocol = getRequestHeader(event, 'x-forwarded-proto') ?? /\bproto=(\w+)/i.exec(getRequestHeader(event, 'forwarded') ?? '')?.[1] ?? 'http'
  const host = getRequestHeader(event, 'host') ?? 'localhost'
  const body = BODILESS.includes(method) ? undefined : await readRawBody(event, false)
  return new Request(`${protocol}://${host}${path.startsWith('/') ? path : `/${path}`}`, {
    method,
    headers: Object.entries(getRequestHeaders(event)).flatMap(([name, value]): [string, string][] => value === undefined ? [] : [[name, value]]),
    ...(body && body.length > 0 && { body: new Uint8Array(body) }),
  })
}
