import { convexToJson } from 'convex/values'
import type { JSONValue, Value } from 'convex/values'
import { PlatformError } from './platformError'

export type ValueFormat = 'encoded' | 'clean'

/** Without a format, values come back clean, which loses types (convex-backend crates/common/src/version.rs). */
export function readFormat(format: string | undefined): ValueFormat {
  switch (format) {
    case 'convex_encoded_json':
    case 'convex_json':
      return 'encoded'
    case undefined:
    case 'json':
    case 'convex_clean_json':
      return 'clean'
    default:
      throw new PlatformError(400, 'BadFormat', `Unknown format ${format}`)
  }
}

export function formatResult(value: Value, format: ValueFormat): JSONValue {
  return format === 'encoded' ? convexToJson(value) : cleanJson(value)
}

function cleanJson(value: Value): JSONValue {
  if (typeof value === 'bigint') return String(value)
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
  if (value instanceof ArrayBuffer) return Buffer.from(value).toString('base64')
  if (Array.isArray(value)) return value.map(cleanJson)
  if (typeof value !== 'object' || value === null) return value
  const fields = Object.entries(value).filter(([, field]) => field !== undefined)
  return Object.fromEntries(fields.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, field]) => [name, cleanJson(field as Value)]))
}
