import type { ValidatorJSON } from 'convex/values'

/** Writes a validator the way the backend quotes it (convex-backend crates/common/src/schemas/validator.rs). */
export function formatValidator(validator: ValidatorJSON): string {
  switch (validator.type) {
    case 'null': return 'v.null()'
    case 'number': return 'v.float64()'
    case 'bigint': return 'v.int64()'
    case 'boolean': return 'v.boolean()'
    case 'string': return 'v.string()'
    case 'bytes': return 'v.bytes()'
    case 'any': return 'v.any()'
    case 'commitTs': return 'v.commitTs()'
    case 'id': return `v.id("${validator.tableName}")`
    case 'literal': return `v.literal(${formatLiteral(validator.value)})`
    case 'array': return `v.array(${formatValidator(validator.value)})`
    case 'record': return `v.record(${formatValidator(validator.keys as ValidatorJSON)}, ${formatValidator(validator.values.fieldType as ValidatorJSON)})`
    case 'union': return `v.union(${validator.value.map(formatValidator).join(', ')})`
    case 'object': return `v.object({${Object.entries(validator.value).sort(byKey).map(formatField).join(', ')}})`
  }
}

export function formatLiteral(value: unknown): string {
  if (typeof value === 'number') return Number.isInteger(value) ? `${value}.0` : String(value)
  return JSON.stringify(value)
}

function formatField([name, { fieldType, optional }]: [string, { fieldType: ValidatorJSON, optional: boolean }]): string {
  const inner = formatValidator(fieldType)
  return `${name}: ${optional ? `v.optional(${inner})` : inner}`
}

function byKey([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : 1
}
