/**
 * Runs one pushed auth.config.js on its own, with nothing of this machine in reach.
 *
 * Reading a variable that is not set throws an ordinary Error. So `process.env.X ?? 'y'` and
 * `const { X = 'y' } = process.env` throw too, and only try/catch makes a variable optional.
 * `'X' in process.env` is always false and `Object.keys(process.env)` always empty, set or not,
 * because the runtime answers reads only. See convex-backend
 * npm-packages/udf-runtime/src/00_misc.ts, crates/isolate/src/environment/auth_config.rs and, for
 * the error being catchable, handle_syscall_or_op_error in crates/isolate/src/request_scope.rs.
 */
import { parentPort, workerData } from 'node:worker_threads'

const { file, variables } = workerData
const port = parentPort

const env = new Proxy({}, {
  get(target, name, receiver) {
    if (typeof name !== 'string') return Reflect.get(target, name, receiver)
    if (Object.hasOwn(variables, name)) return variables[name]
    throw new Error(`Environment variable ${name} is used in auth config file but its value was not set`)
  },
})

function unsupported(message) {
  return () => {
    throw new Error(message)
  }
}

const noDate = unsupported('Date unsupported when evaluating auth config file')
const noFetch = unsupported('Fetch unsupported while evaluating auth config file')
const noTimer = unsupported('Sleep unsupported while evaluating auth config file')
const RealDate = Date

function restrict() {
  Math.random = unsupported('Math.random unsupported when evaluating auth config file')
  globalThis.Date = new Proxy(RealDate, {
    apply: noDate,
    construct: (target, args) => (args.length === 0 ? noDate() : new target(...args)),
    get: (target, name) => (name === 'now' ? noDate : Reflect.get(target, name)),
  })
  globalThis.fetch = noFetch
  globalThis.setTimeout = noTimer
  globalThis.setInterval = noTimer
  Object.defineProperty(globalThis, 'crypto', {
    value: { getRandomValues: unsupported('Cannot use cryptographic randomness when evaluating auth config file') },
  })
  Object.defineProperty(globalThis, 'process', { value: { env } })
}

try {
  restrict()
  const { default: config } = await import(file)
  port.postMessage(config === undefined || config === null
    ? { missingExport: true }
    : { json: JSON.stringify(config) ?? null })
}
catch (error) {
  port.postMessage({ thrown: error instanceof Error ? `${error.name}: ${error.message}` : String(error) })
}
