/** Where an object comes from: an event, or a read of WorkOS that began at that time, in ms. */
export interface Source {
  at: number
  /** Null for a read. */
  eventId: string | null
}

export interface Version {
  workosUpdatedAt: number
  source?: Source | undefined
}

/**
 * Whether `a` is a later state of an object than `b`. Events arrive in any order, and two changes can
 * share a millisecond: then the order of the events decides, and at last their ids, which are ULIDs.
 */
export function isNewer(a: Version, b: Version): boolean {
  if (a.workosUpdatedAt !== b.workosUpdatedAt) return a.workosUpdatedAt > b.workosUpdatedAt
  const [at, than] = [a.source?.at ?? 0, b.source?.at ?? 0]
  if (at !== than) return at > than
  return (a.source?.eventId ?? '') > (b.source?.eventId ?? '')
}

/** Whether a row says something else than the stored one. Columns are plain values and lists of them. */
export function hasChanged(row: object, stored: object): boolean {
  return Object.entries(row).some(([column, value]) => JSON.stringify(value) !== JSON.stringify(Reflect.get(stored, column)))
}
