import type { ValidatorJSON } from 'convex/values'
import { z } from 'zod'
import type { FunctionPath } from './functionPath'

export type FunctionKind = 'query' | 'mutation' | 'action'

export type Handler = (ctx: object, args: unknown) => unknown

/** A function as the pushed code registered it with `query`, `internalMutation` and the like. */
export interface PushedFunction {
  path: FunctionPath
  kind: FunctionKind
  isPublic: boolean
  environment: 'isolate' | 'node'
  args: ValidatorJSON
  returns: ValidatorJSON | null
  handler: Handler
}

const registration = z.object({
  isConvexFunction: z.literal(true).optional(),
  isQuery: z.literal(true).optional(),
  isMutation: z.literal(true).optional(),
  isAction: z.literal(true).optional(),
  isPublic: z.literal(true).optional(),
  isInternal: z.literal(true).optional(),
  exportArgs: z.custom<() => string>(value => typeof value === 'function'),
  exportReturns: z.custom<() => string>(value => typeof value === 'function'),
  _handler: z.custom<Handler>(value => typeof value === 'function'),
})

/** Null for exports that are not Convex functions: helpers, HTTP actions, types. */
export function readRegistration(exported: unknown, path: FunctionPath, environment: PushedFunction['environment']): PushedFunction | null {
  if (typeof exported !== 'function') return null
  const parsed = registration.safeParse(pick(exported))
  if (!parsed.success) return null
  const { isQuery, isMutation, isAction, isPublic, exportArgs, exportReturns, _handler } = parsed.data
  const kind = isQuery ? 'query' : isMutation ? 'mutation' : isAction ? 'action' : null
  if (kind === null) return null
  return {
    path,
    kind,
    isPublic: isPublic === true,
    environment,
    args: readValidator(exportArgs()) ?? { type: 'any' },
    returns: readValidator(exportReturns()),
    handler: _handler,
  }
}

/** The registered function is itself callable, and zod reads properties of plain objects only. */
function pick(exported: object): Record<string, unknown> {
  return Object.fromEntries(Object.keys(registration.shape).map(key => [key, Reflect.get(exported, key)]))
}

function readValidator(json: string): ValidatorJSON | null {
  return JSON.parse(json) as ValidatorJSON | null
}
