import type { Database } from '../runtime/database'
import type { QueryResult } from '../runtime/queryCache'
import type { SubscribedQuery } from './querySet'

const MAX_ROUNDS = 5

/**
 * Results of all queries as of one timestamp: a commit between two of them means another round. If
 * writers never pause, the timestamp is one that every result includes at least.
 */
export async function evaluateTogether(queries: SubscribedQuery[], database: Database): Promise<{ ts: bigint, results: QueryResult[] }> {
  for (let round = 1; ; round++) {
    const tsBefore = database.latestTs()
    const results = await Promise.all(queries.map(({ subscription }) => subscription.evaluate()))
    if (queries.every(({ subscription }) => subscription.isFresh())) return { ts: database.latestTs(), results }
    if (round === MAX_ROUNDS) return { ts: tsBefore, results }
  }
}
