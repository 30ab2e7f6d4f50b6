import { PlatformError } from '../http/platformError'

export interface FunctionPath {
  /** Without extension: `dir/file`. */
  module: string
  name: string
}

const MODULE_COMPONENT = /^[\w.-]+$/
const FUNCTION_NAME = /^[a-z_$][\w$]*$/i

/** Accepts `dir/file:name`, `dir/file.js:name` and `dir/file`, as the backend's UDF paths do. */
export function parseFunctionPath(path: string): FunctionPath {
  const [modulePath = '', name = 'default', ...rest] = path.split(':')
  const module = modulePath.replace(/\.js$/, '')
  if (rest.length > 0) throw badPath(path, `Path component ${modulePath}:${name} can only contain alphanumeric characters, underscores, or periods.`)
  for (const component of module.split('/')) {
    if (!MODULE_COMPONENT.test(component)) {
      throw badPath(path, `Path component ${component} can only contain alphanumeric characters, underscores, or periods.`)
    }
  }
  if (!FUNCTION_NAME.test(name)) throw badPath(path, `Invalid function name ${name}.`)
  return { module, name }
}

export function formatFunctionPath({ module, name }: FunctionPath): string {
  return `${module}:${name}`
}

function badPath(path: string, why: string): PlatformError {
  return new PlatformError(400, 'BadConvexFunctionIdentifier', `${path} is not a valid path to a Convex function. ${why}`)
}
