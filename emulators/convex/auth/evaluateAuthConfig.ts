import { once } from 'node:events'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import { PlatformError } from '../http/platformError'
import type { AuthProvider } from './authProvider'
import { parseAuthConfig } from './parseAuthConfig'

const workerAnswer = z.union([
  z.object({ json: z.string().nullable() }),
  z.object({ missingExport: z.literal(true) }),
  z.object({ thrown: z.string() }),
])

const TIME_LIMIT_MS = 5_000
const SEE_DOCS = 'To learn more, see the auth documentation at https://docs.convex.dev/auth.'

/**
 * Runs a pushed auth.config.js with the deployment's variables and reads its providers.
 * `context` opens the message of a failure: what was being done (convex-backend
 * crates/isolate/src/client.rs, evaluate_auth_config).
 */
export async function evaluateAuthConfig(file: string, variables: ReadonlyMap<string, string>, context: string): Promise<AuthProvider[]> {
  const answer = await runInWorker(file, variables)
  if ('thrown' in answer) throw thrownError(answer.thrown, context)
  try {
    if ('missingExport' in answer) throw new Error(`auth config file is missing default export. ${SEE_DOCS}`)
    if (answer.json === null) throw new Error(`auth config file can only contain strings ${SEE_DOCS}`)
    return parseAuthConfig(answer.json)
  }
  catch (error) {
    throw new PlatformError(400, 'InvalidAuthConfig', `${context}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

async function runInWorker(file: string, variables: ReadonlyMap<string, string>): Promise<z.infer<typeof workerAnswer>> {
  const worker = new Worker(new URL('./authConfigWorker.mjs', import.meta.url), {
    execArgv: [],
    workerData: { file: pathToFileURL(file).href, variables: Object.fromEntries(variables) },
  })
  try {
    const [answer] = await once(worker, 'message', { signal: AbortSignal.timeout(TIME_LIMIT_MS) }) as [unknown]
    return workerAnswer.parse(answer)
  }
  finally {
    await worker.terminate()
  }
}

/** The CLI looks for the first of these codes and then says which variable to set. */
function thrownError(thrown: string, context: string): PlatformError {
  const missing = /^Error: (Environment variable .*)$/s.exec(thrown)?.[1]
  return missing === undefined
    ? new PlatformError(400, 'InvalidAuthConfig', `${context}: Uncaught ${thrown}`)
    : new PlatformError(400, 'AuthConfigMissingEnvironmentVariable', missing)
}
