import type { AnyDataModel, GenericActionCtx, PublicHttpAction } from 'convex/server'
import { z } from 'zod'
import { userAttributes } from '../auth/identity'
import type { Identity } from '../auth/identity'
import type { Deployment } from '../deployment'
import { executionStorage } from './execution'
import type { Execution } from './execution'
import { describeFailure } from './functionError'
import { installFunctionGlobals } from './functionGlobals'
import { newRequestId } from './requestId'

export interface HttpActionCall {
  /** `GET /path`, as logs show it. */
  name: string
  identity: Identity
  client: { ip: string | null, userAgent: string | null }
}

type Ctx = GenericActionCtx<AnyDataModel>
const handlerOf = z.custom<(ctx: Ctx, request: Request) => Promise<Response>>(value => typeof value === 'function')

/** Runs an HTTP action inside an inline action, which gives it the database, scheduler and storage. */
export async function runHttpAction(deployment: Deployment, action: PublicHttpAction, request: Request, call: HttpActionCall): Promise<Response> {
  const handler = handlerOf.parse(Reflect.get(action, '_handler'))
  const requestId = newRequestId()
  const execution: Execution = {
    via: 'httpAction',
    identity: call.identity,
    connection: null,
    request: { requestId, ...call.client },
    caller: call.name,
    logLines: [],
    reads: null,
    page: { endCursor: null },
  }
  const attributes = userAttributes(call.identity)
  const accessor = attributes ? deployment.database.runner.withIdentity(attributes) : deployment.database.runner
  const started = performance.now()
  let response: Response | undefined
  try {
    await executionStorage.run(execution, () => accessor.action(async (ctx: Ctx) => {
      installFunctionGlobals(call.name, 'isolate', { variables: () => deployment.allVariables() })
      response = await handler({ ...ctx, auth: authOf(call.identity, ctx) }, request)
      return null
    }))
  }
  catch (error) {
    response = failureResponse(error, requestId)
  }
  deployment.log.add(null, {
    type: 'execution',
    function: call.name,
    kind: 'httpAction',
    identity: attributes?.tokenIdentifier ?? null,
    via: 'http',
    caller: null,
    cached: false,
    success: response !== undefined && response.status < 500,
    ms: Math.round((performance.now() - started) * 100) / 100,
  })
  return response ?? failureResponse(new Error('The HTTP action returned no Response'), requestId)
}

function authOf(identity: Identity, ctx: Ctx): Ctx['auth'] {
  if (identity.kind !== 'rejected') return ctx.auth
  return { ...ctx.auth, getUserIdentity: () => Promise.reject(new Error(identity.message)) }
}

function failureResponse(error: unknown, requestId: string): Response {
  const { message, data } = describeFailure(error, requestId)
  const [first = '', second = '', ...trace] = message.split('\n')
  const code = `${first}: ${second.replace(/^Uncaught (?:Error: )?/, '')}`
  return Response.json({ code, trace: [second, ...trace].join('\n').trimEnd(), ...(data !== undefined && { data }) }, { status: 500 })
}
