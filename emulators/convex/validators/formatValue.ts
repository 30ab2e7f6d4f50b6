import type { Value } from 'convex/values'

/** Writes a value the way the backend quotes it in validation errors: `{a: 1.0, b: "x"}`. */
export function formatValue(value: Value | undefined): string {
  if (value === undefined) return 'undefined'
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'bigint') return String(value)
  if (typeof value === 'number') return Number.isInteger(value) ? `${value}.0` : String(value)
  if (value instanceof ArrayBuffer) return `b"${Buffer.from(value).toString('hex')}"`
  if (Array.isArray(value)) return `[${value.map(formatValue).join(', ')}]`
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, field]) => `${name}: ${formatValue(field)}`)
  return `{${fields.join(', ')}}`
}
