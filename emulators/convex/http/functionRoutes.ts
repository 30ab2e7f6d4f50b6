import { getQuery, getRouterParam } from 'h3'
import type { H3Event } from 'h3'
import { z } from 'zod'
import { encodeTs } from '../sync/timestamp'
import { callFunction, functionRequest } from './callFunction'
import type { FunctionRequest } from './callFunction'
import { identityOfRequest, requireAdminRequest } from './identityOfRequest'
import { PlatformError } from './platformError'
import { readPublicBody } from './readJsonBody'
import type { Route, RouteContext } from './route'

const queryAtTs = functionRequest.extend({ ts: z.string() })
const queryBatch = z.object({ queries: z.array(functionRequest) })
const runRequest = z.object({ args: functionRequest.shape.args.default({}), format: z.string().optional() })
const anyFunction = functionRequest.extend({ componentPath: z.string().nullish() })

const kinds = ['query', 'mutation', 'action'] as const

/** The public HTTP API: what `ConvexHttpClient` and plain HTTP callers use. */
export const functionRoutes: Route[] = [
  ...kinds.map((kind): Route => ({
    method: 'POST',
    path: `/api/${kind}`,
    does: `runs a public ${kind}`,
    handle: async (event, { deployment }) => {
      const identity = await identityOfRequest(event, deployment)
      return callFunction(event, deployment, kind, await readPublicBody(event, functionRequest), identity)
    },
  })),
  {
    method: 'GET',
    path: '/api/query',
    does: 'runs a public query named in `path`, `args` and `format`',
    handle: async (event, { deployment }) => {
      const identity = await identityOfRequest(event, deployment)
      return callFunction(event, deployment, 'query', readQueryParameters(event), identity)
    },
  },
  {
    method: 'POST',
    path: '/api/function',
    does: 'runs any function, internal ones too; for the admin key (`convex run`)',
    handle: async (event, { deployment }) => {
      const identity = await requireAdminRequest(event, deployment)
      return callFunction(event, deployment, 'any', await readPublicBody(event, anyFunction), identity)
    },
  },
  {
    method: 'POST',
    path: '/api/query_ts',
    does: 'the timestamp for `consistentQuery`',
    handle: (_event, { deployment }) => ({ ts: encodeTs(deployment.database.latestTs()) }),
  },
  {
    method: 'POST',
    path: '/api/query_at_ts',
    does: 'runs a public query; the timestamp is read and the latest data used',
    handle: async (event, { deployment }) => {
      const identity = await identityOfRequest(event, deployment)
      return callFunction(event, deployment, 'query', await readPublicBody(event, queryAtTs), identity)
    },
  },
  {
    method: 'POST',
    path: '/api/query_batch',
    does: 'runs several public queries',
    handle: async (event, { deployment }) => {
      const identity = await identityOfRequest(event, deployment)
      const { queries } = await readPublicBody(event, queryBatch)
      return { results: await Promise.all(queries.map(query => callFunction(event, deployment, 'query', query, identity))) }
    },
  },
  {
    method: 'POST',
    path: '/api/run/**:function',
    does: 'runs the public function whose path is in the URL (`/api/run/dir/file/name`)',
    handle: runByUrl,
  },
]

async function runByUrl(event: H3Event, { deployment }: RouteContext): Promise<unknown> {
  const identity = await identityOfRequest(event, deployment)
  const segments = (getRouterParam(event, 'function') ?? '').split('/')
  const path = `${segments.slice(0, -1).join('/')}:${segments.at(-1) ?? ''}`
  const kind = deployment.generation.functions.get(path)?.kind ?? 'query'
  const { args, format } = await readPublicBody(event, runRequest)
  return callFunction(event, deployment, kind, { path, args, format }, identity)
}

function readQueryParameters(event: H3Event): FunctionRequest {
  const { path, args, format } = z.object({ path: z.string(), args: z.string(), format: z.string().optional() })
    .catch(() => {
      throw new PlatformError(400, 'BadQueryParameters', 'Expected the parameters `path` and `args`')
    })
    .parse(getQuery(event))
  try {
    return functionRequest.parse({ path, args: JSON.parse(args), format })
  }
  catch {
    throw new PlatformError(400, 'BadQueryParameters', 'The parameter `args` is not JSON arguments')
  }
}
