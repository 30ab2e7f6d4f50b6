import type { JSONValue } from 'convex/values'

/**
 * Nested objects become dotted names, empty ones vanish, everything else keeps its JSON type
 * (convex-backend crates/keybroker/src/broker.rs).
 */
export function flattenClaims(claims: Record<string, unknown>, prefix = ''): Record<string, JSONValue> {
  const flat: Record<string, JSONValue> = {}
  for (const [name, value] of Object.entries(claims)) {
    if (isPlainObject(value)) Object.assign(flat, flattenClaims(value, `${prefix}${name}.`))
    else if (value !== undefined) flat[prefix + name] = value as JSONValue
  }
  return flat
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
