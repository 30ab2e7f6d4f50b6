import { inspect } from 'node:util'
import { currentExecution } from './execution'

export interface FunctionEnvironment {
  /** The deployment's variables, built-in ones included, as they are now. */
  variables: () => ReadonlyMap<string, string>
}

/**
 * Replaces `process` and `console` for the function that is about to run. convex-test redefines
 * these globals so that an assignment made inside a handler is seen by that handler only.
 */
export function installFunctionGlobals(path: string, runtime: 'isolate' | 'node', environment: FunctionEnvironment): void {
  const scope = globalThis as { process: unknown, console: unknown }
  const host = globalThis.console
  scope.process = runtime === 'isolate'
    ? { env: isolateEnv(environment) }
    : Object.create(process, { env: { value: nodeEnv(environment) } })
  scope.console = functionConsole(path, host)
}

/**
 * In the default runtime `process.env` answers reads only: it lists no keys, and `in` is always
 * false (convex-backend npm-packages/udf-runtime/src/00_misc.ts).
 */
export function isolateEnv({ variables }: FunctionEnvironment): object {
  return new Proxy({}, {
    get(target, name, receiver) {
      if (typeof name !== 'string') return Reflect.get(target, name, receiver)
      return variables().get(name) ?? (name === 'inspect' ? () => '[process.env]' : undefined)
    },
  })
}

/** Node actions see a short list of the machine's own variables besides the deployment's. */
function nodeEnv({ variables }: FunctionEnvironment): Record<string, string | undefined> {
  const host = Object.fromEntries(['PATH', 'PWD', 'LANG', 'TZ'].map(name => [name, process.env[name]]))
  return { ...host, ...Object.fromEntries(variables()) }
}

const LEVELS = { log: 'LOG', info: 'INFO', debug: 'DEBUG', warn: 'WARN', error: 'ERROR' } as const
const METHODS = ['log', 'info', 'debug', 'warn', 'error'] as const

function functionConsole(path: string, host: Console): Console {
  const { logLines } = currentExecution()
  const own: Partial<Console> = {}
  for (const method of METHODS) {
    own[method] = (...args: unknown[]) => {
      logLines.push(`[${LEVELS[method]}] ${args.map(arg => inspect(arg)).join(' ')}`)
      host[method](`[convex ${path}] ${args.map(readable).join(' ')}`)
    }
  }
  return Object.assign(Object.create(host) as Console, own)
}

function readable(value: unknown): string {
  return typeof value === 'string' ? value : inspect(value)
}
