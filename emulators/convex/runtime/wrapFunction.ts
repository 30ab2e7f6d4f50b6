import type { Value } from 'convex/values'
import type { EmulatorLog } from '../control/log'
import { userAttributes } from '../auth/identity'
import { currentExecution, executionStorage } from './execution'
import { installFunctionGlobals } from './functionGlobals'
import type { FunctionEnvironment } from './functionGlobals'
import { formatFunctionPath } from './functionPath'
import type { PushedFunction } from './pushedFunction'
import { ValidationFailure } from './functionError'
import { checkValue } from '../validators/checkValue'

const ANY_VALIDATOR = '{"type":"any"}'
const NO_VALIDATOR = 'null'

/**
 * Presents a pushed function to convex-test with the parts that library words or does differently:
 * validation errors, the console, the variables in `process.env`, and the log of executions.
 */
export function wrapFunction(fn: PushedFunction, environment: FunctionEnvironment, log: EmulatorLog): object {
  return {
    isConvexFunction: true,
    ...(fn.kind === 'query' && { isQuery: true }),
    ...(fn.kind === 'mutation' && { isMutation: true }),
    ...(fn.kind === 'action' && { isAction: true }),
    exportArgs: () => ANY_VALIDATOR,
    exportReturns: () => NO_VALIDATOR,
    _handler: (ctx: object, args: Value) => runLogged(fn, log, () => runHandler(fn, environment, ctx, args)),
  }
}

async function runHandler(fn: PushedFunction, environment: FunctionEnvironment, ctx: object, args: Value): Promise<unknown> {
  const path = formatFunctionPath(fn.path)
  installFunctionGlobals(path, fn.environment, environment)
  const argumentIssue = checkValue(fn.args, args)
  if (argumentIssue !== null) throw new ValidationFailure(`ArgumentValidationError: ${argumentIssue}`)
  const result = await fn.handler(ctx, args)
  const returnIssue = fn.returns === null ? null : checkValue(fn.returns, (result ?? null) as Value)
  if (returnIssue !== null) throw new ValidationFailure(`ReturnsValidationError: ${returnIssue}`)
  return result
}

async function runLogged(fn: PushedFunction, log: EmulatorLog, run: () => Promise<unknown>): Promise<unknown> {
  const execution = currentExecution()
  const path = formatFunctionPath(fn.path)
  const started = performance.now()
  const record = (success: boolean) => log.add(execution.connection, {
    type: 'execution',
    function: path,
    kind: fn.kind,
    identity: userAttributes(execution.identity)?.tokenIdentifier ?? null,
    via: execution.via,
    caller: execution.caller,
    cached: false,
    success,
    ms: Math.round((performance.now() - started) * 100) / 100,
  })
  try {
    const result = await executionStorage.run({ ...execution, caller: path }, run)
    record(true)
    return result
  }
  catch (error) {
    record(false)
    throw error
  }
}
