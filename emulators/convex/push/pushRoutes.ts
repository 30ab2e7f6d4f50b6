import { z } from 'zod'
import { requireAdmin } from '../auth/adminKey'
import { readAdminBody } from '../http/readJsonBody'
import type { Route, RouteContext } from '../http/route'
import { moduleHash } from './moduleHash'
import { finishPushRequest, startPushRequest, waitForSchemaRequest } from './pushRequest'

const keyOnly = z.object({ adminKey: z.string() })

/** What `convex dev`, `convex deploy` and `convex codegen` call (convex/src/cli/lib/deploy2.ts). */
export const pushRoutes: Route[] = [
  {
    method: 'POST',
    path: '/api/get_config_hashes',
    does: 'hashes of the current modules, so that only changed ones are uploaded',
    handle: async (event, { deployment }) => {
      requireKey(await readAdminBody(event, keyOnly), deployment)
      const { modules } = deployment.generation
      return {
        config: { functions: 'convex/' },
        moduleHashes: modules.map(module => ({ path: module.path, hash: moduleHash(module), environment: module.environment })),
        udfServerVersion: null,
      }
    },
  },
  {
    method: 'POST',
    path: '/api/deploy2/evaluate_schema',
    does: 'predicts nothing, so that no push is held up',
    handle: async (event, { deployment }) => {
      requireKey(await readAdminBody(event, keyOnly), deployment)
      return { componentSchemaEvaluations: {}, newComponentDefinitions: [] }
    },
  },
  {
    method: 'POST',
    path: '/api/deploy2/start_push',
    does: 'imports and analyzes the code, evaluates schema and auth config',
    handle: async (event, { deployment, pushes }) => {
      const request = await readAdminBody(event, startPushRequest)
      requireKey(request, deployment)
      return pushes.start(request)
    },
  },
  {
    method: 'POST',
    path: '/api/deploy2/wait_for_schema',
    does: 'checks the stored documents against the new schema',
    handle: async (event, { deployment, pushes }) => {
      const request = await readAdminBody(event, waitForSchemaRequest)
      requireKey(request, deployment)
      const mismatch = pushes.checkSchema(request.schemaChange)
      return mismatch === null ? { type: 'complete' } : { type: 'failed', componentPath: '', ...mismatch }
    },
  },
  {
    method: 'POST',
    path: '/api/deploy2/finish_push',
    does: 'makes the code current; the data stays',
    handle: async (event, { deployment, pushes }) => {
      const request = await readAdminBody(event, finishPushRequest)
      requireKey(request, deployment)
      return pushes.finish(request.startPush, request.dryRun)
    },
  },
  {
    method: 'POST',
    path: '/api/deploy2/report_push_completed',
    does: 'takes the CLI\'s timings and drops them',
    handle: () => ({}),
  },
  {
    method: 'GET',
    path: '/api/stream_function_logs',
    does: 'waits and reports nothing: functions log to the emulator\'s own terminal',
    handle: (event) => {
      const cursor = Number(new URL(event.path, 'http://localhost').searchParams.get('cursor') ?? 0)
      return new Promise(resolve => setTimeout(() => resolve({ entries: [], newCursor: cursor || Date.now() }), LOG_POLL_MS).unref())
    },
  },
]

/** The CLI asks again at once after each answer. */
const LOG_POLL_MS = 30_000

function requireKey({ adminKey }: { adminKey: string }, deployment: RouteContext['deployment']): void {
  requireAdmin(adminKey, deployment.options.adminKey)
}
