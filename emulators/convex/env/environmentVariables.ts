import { z } from 'zod'
import { PlatformError } from '../http/platformError'

export const environmentChanges = z.object({
  changes: z.array(z.object({ name: z.string(), value: z.string().nullable() })),
})
export type EnvironmentChange = z.infer<typeof environmentChanges>['changes'][number]

const NAME = /^[a-z_]\w*$/i
const MAX_NAME_LENGTH = 256
const MAX_VALUE_LENGTH = 8192
const MAX_COUNT = 512

/** The variables as they would be after the changes; removals first, as the backend applies them. */
export function applyChanges(current: ReadonlyMap<string, string>, changes: EnvironmentChange[], builtIns: ReadonlyMap<string, string>): Map<string, string> {
  const next = new Map(current)
  for (const change of changes) requireValid(change, builtIns)
  for (const { name, value } of changes) if (value === null) next.delete(name)
  for (const { name, value } of changes) if (value !== null) next.set(name, value)
  if (next.size > MAX_COUNT) {
    throw new PlatformError(400, 'EnvVarLimitMet', `The environment variable limit (${MAX_COUNT}) has been met.`)
  }
  return next
}

function requireValid({ name, value }: EnvironmentChange, builtIns: ReadonlyMap<string, string>): void {
  if (!NAME.test(name)) {
    throw new PlatformError(400, 'EnvironmentVariableNameInvalid', `The environment variable name ${name} is invalid. Environment variable names must begin with a letter and may only include characters a-z, A-Z, 0-9, and underscores.`)
  }
  if (name.length > MAX_NAME_LENGTH) {
    throw new PlatformError(400, 'EnvironmentVariableNameTooLong', `The environment variable name ${name} is too long. Environment variable names must be less than ${MAX_NAME_LENGTH}.`)
  }
  if (builtIns.has(name)) {
    throw new PlatformError(400, 'EnvVarNameForbidden', `Environment variable with name "${name}" is built-in and cannot be overridden`)
  }
  if (value !== null && Buffer.byteLength(value) > MAX_VALUE_LENGTH) {
    throw new PlatformError(400, 'EnvironmentVariableValueTooLarge', `The environment variable value is ${Buffer.byteLength(value)} bytes, which is too large. (max size: ${MAX_VALUE_LENGTH}`)
  }
}
