import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'

/** `.env`, overridden by `.env.local`, overridden by the shell: the order the Convex CLI uses too. */
export function readEnvironment(root: string, shell: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  return { ...readEnvFile(join(root, '.env')), ...readEnvFile(join(root, '.env.local')), ...shell }
}

function readEnvFile(path: string): NodeJS.ProcessEnv {
  return existsSync(path) ? { ...parseEnv(readFileSync(path, 'utf8')) } : {}
}
