type Metadata = Readonly<Record<string, string>>

/** An update adds and replaces keys; null removes one. */
export function mergeMetadata(current: Metadata, change: Readonly<Record<string, string | null>> | null | undefined): Metadata {
  const merged = Object.entries({ ...current, ...change })
  return Object.fromEntries(merged.filter((entry): entry is [string, string] => entry[1] !== null))
}
