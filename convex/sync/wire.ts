import { v } from 'convex/values'

/** A text that WorkOS may send as null, or leave out. */
export const nullableText = v.optional(v.union(v.string(), v.null()))

/** @returns ms since the epoch. @throws Error for what is no ISO 8601 time. */
export function toMs(iso: string): number {
  const ms = Date.parse(iso)
  if (Number.isNaN(ms)) throw new Error(`${iso} is not a time`)
  return ms
}

export function toMsOrNull(iso: string | null | undefined): number | null {
  return iso ? toMs(iso) : null
}
