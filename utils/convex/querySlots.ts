import type { Value } from 'convex/values'
import type { ComputedRef, ShallowRef } from 'vue'
import { isAccessLost, type QueryError } from '../../common/convexError'
import type { QuerySource } from './querySource'

export type QueryResult = { value: Value, error?: undefined } | { error: QueryError }

/** A query as its two runners see it: the server's render and the browser's subscription. */
export interface QuerySlots {
  /** What is wanted now; null while the query must not run. */
  source: ComputedRef<QuerySource | null>
  /** Names the wanted result: its source, and whose it is. */
  key: ComputedRef<string | null>
  /** Whose result it is, as `identityOf` names them. */
  identity: ComputedRef<string>
  isAuthRequired: boolean
  data: ShallowRef<Value | undefined>
  error: ShallowRef<QueryError | null>
}

/**
 * Takes a result over. A failure keeps the last value: a page must not lose what it shows because of
 * one. Only what somebody may not see any more goes.
 */
export function settle({ data, error }: QuerySlots, result: QueryResult): void {
  error.value = result.error ?? null
  if (!result.error) data.value = result.value
  else if (isAccessLost(result.error)) data.value = undefined
}
