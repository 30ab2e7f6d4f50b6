import { CommitTsPlaceholder, jsonToConvex } from 'convex/values'
import type { ValidatorJSON, Value } from 'convex/values'
import { formatLiteral, formatValidator } from './formatValidator'
import { formatValue } from './formatValue'
import { tableOfId } from './tableOfId'

type Fields = Record<string, Value | undefined>

/** The first mismatch in the backend's words, or null (convex-backend crates/common/src/schemas/validator.rs). */
export function checkValue(validator: ValidatorJSON, value: Value | undefined, path = ''): string | null {
  switch (validator.type) {
    case 'any': return null
    case 'null': return value === null ? null : noMatch(validator, value, path)
    case 'number': return typeof value === 'number' ? null : noMatch(validator, value, path)
    case 'bigint':
    case 'commitTs': return typeof value === 'bigint' || isUncommittedTs(value) ? null : noMatch(validator, value, path)
    case 'boolean': return typeof value === 'boolean' ? null : noMatch(validator, value, path)
    case 'string': return typeof value === 'string' ? null : noMatch(validator, value, path)
    case 'bytes': return value instanceof ArrayBuffer ? null : noMatch(validator, value, path)
    case 'id': return checkId(validator, value, path)
    case 'literal': return checkLiteral(validator, value, path)
    case 'array': return checkArray(validator, value, path)
    case 'record': return checkRecord(validator, value, path)
    case 'object': return checkObject(validator, value, path)
    case 'union': return checkUnion(validator, value, path)
  }
}

/** Stands for the timestamp of the commit until the mutation has committed. */
function isUncommittedTs(value: unknown): boolean {
  return value instanceof CommitTsPlaceholder
}

type Of<T extends ValidatorJSON['type']> = Extract<ValidatorJSON, { type: T }>

function checkId(validator: Of<'id'>, value: Value | undefined, path: string): string | null {
  const table = typeof value === 'string' ? tableOfId(value) : null
  if (table === null) return noMatch(validator, value, path)
  if (table === validator.tableName) return null
  return `Found ID "${String(value)}" from table \`${table}\`, which does not match the table name in validator \`v.id("${validator.tableName}")\`.${at(path)}`
}

function checkLiteral(validator: Of<'literal'>, value: Value | undefined, path: string): string | null {
  if (Object.is(jsonToConvex(validator.value), value)) return null
  return `\`${formatValue(value)}\` does not match literal validator \`v.literal(${formatLiteral(validator.value)})\`.${at(path)}`
}

function checkArray(validator: Of<'array'>, value: Value | undefined, path: string): string | null {
  if (!Array.isArray(value)) return noMatch(validator, value, path)
  return firstIssue(value.map((item, index) => () => checkValue(validator.value, item, `${path}[${index}]`)))
}

function checkRecord(validator: Of<'record'>, value: Value | undefined, path: string): string | null {
  if (!isFields(value)) return noMatch(validator, value, path)
  return firstIssue(Object.entries(value).flatMap(([key, field]) => [
    () => checkValue(validator.keys as ValidatorJSON, key, `${path}.keys()`),
    () => checkValue(validator.values.fieldType as ValidatorJSON, field, `${path}.values()`),
  ]))
}

function checkObject(validator: Of<'object'>, value: Value | undefined, path: string): string | null {
  if (!isFields(value)) return noMatch(validator, value, path)
  const subject = `\n${at(path).trimStart()}\nObject: ${formatValue(value as Value)}\nValidator: ${formatValidator(validator)}`
  const issue = firstIssue(Object.entries(validator.value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, field]) => () => {
    if (value[name] !== undefined) return checkValue(field.fieldType, value[name], `${path}.${name}`)
    if (field.optional) return null
    return `Object is missing the required field \`${name}\`. Consider wrapping the field validator in \`v.optional(...)\` if this is expected.${subject}`
  }))
  if (issue !== null) return issue
  const extra = Object.keys(value).sort().find(name => value[name] !== undefined && !Object.hasOwn(validator.value, name))
  return extra === undefined ? null : `Object contains extra field \`${extra}\` that is not in the validator.${subject}`
}

function checkUnion(validator: Of<'union'>, value: Value | undefined, path: string): string | null {
  const [only, ...others] = validator.value
  if (only !== undefined && others.length === 0) return checkValue(only, value, path)
  return validator.value.some(member => checkValue(member, value, path) === null) ? null : noMatch(validator, value, path)
}

function noMatch(validator: ValidatorJSON, value: Value | undefined, path: string): string {
  return `Value does not match validator.\n${at(path).trimStart()}\nValue: ${formatValue(value)}\nValidator: ${formatValidator(validator)}`
}

function at(path: string): string {
  return path === '' ? '' : `\nPath: ${path}`
}

function firstIssue(checks: (() => string | null)[]): string | null {
  for (const check of checks) {
    const issue = check()
    if (issue !== null) return issue
  }
  return null
}

function isFields(value: Value | undefined): value is Fields & Value {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof ArrayBuffer)
}
