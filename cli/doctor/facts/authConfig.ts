import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { AuthProvider } from '../../../common/tokenRefusal/authProvider'
import type { Children } from '../../lib/children'

const provider = z.union([
  z.object({ type: z.literal('customJwt'), issuer: z.string(), jwks: z.string(), applicationID: z.string().optional() }),
  z.object({ domain: z.string(), applicationID: z.string() }),
])
const authConfig = z.object({ providers: z.array(provider) })
const convexJson = z.object({ functions: z.string().optional() })

/**
 * The providers that the project's auth.config.ts gives with the deployment's variables, evaluated in a process
 * that has no others, as Convex does at a push.
 *
 * @returns null when there is no such file, or it does not evaluate.
 */
export async function evaluateAuthConfig(children: Children, root: string, variables: Record<string, string>): Promise<AuthProvider[] | null> {
  const file = join(root, readFunctionsFolder(root), 'auth.config.ts')
  if (!existsSync(file)) return null
  const said: string[] = []
  const child = children.start({
    name: 'auth.config.ts',
    args: ['--import', 'tsx', 'cli/doctor/facts/printAuthConfig.ts', file],
    env: { ...variables, ...pick(process.env, ['PATH', 'SYSTEMROOT', 'TMPDIR', 'TEMP']) },
    onLine: (line, stream) => stream === 'stdout' && said.push(line),
  })
  if ((await child.exited).code !== 0) return null
  return authConfig.parse(JSON.parse(said.join('\n'))).providers.map(entry => 'jwks' in entry
    ? { issuer: entry.issuer, applicationId: entry.applicationID ?? null, jwks: entry.jwks }
    : { issuer: entry.domain, applicationId: entry.applicationID, jwks: null })
}

function readFunctionsFolder(root: string): string {
  const path = join(root, 'convex.json')
  const { functions = 'convex' } = existsSync(path) ? convexJson.parse(JSON.parse(readFileSync(path, 'utf8'))) : {}
  return functions
}

function pick(env: NodeJS.ProcessEnv, names: string[]): NodeJS.ProcessEnv {
  return Object.fromEntries(names.flatMap(name => env[name] === undefined ? [] : [[name, env[name]]]))
}
