import { AsyncResource } from 'node:async_hooks'
import { isExpired } from '../auth/identity'
import type { SyncConnection } from './connection'
import { evaluateTogether } from './evaluateTogether'
import type { QueryResult } from '../runtime/queryCache'
import type { StateModification } from './serverMessages'
import type { SubscribedQuery } from './querySet'
import { encodeTs } from './timestamp'

/** Brings one client up to date, one Transition at a time (convex-backend crates/sync/src/worker.rs). */
export class UpdateLoop {
  // Updates are often asked for from inside a committing function, whose async context (open
  // transaction, replaced globals) must not leak into the queries that run here.
  private readonly outside = new AsyncResource('ConvexUpdateLoop')
  private isScheduled = false
  private isRunning = false

  constructor(private readonly connection: SyncConnection) {}

  schedule(): void {
    if (this.isScheduled) return
    this.isScheduled = true
    if (!this.isRunning) this.outside.runInAsyncScope(() => setImmediate(() => void this.run()))
  }

  private async run(): Promise<void> {
    if (this.isRunning) return
    this.isRunning = true
    try {
      while (this.isScheduled && !this.connection.isClosed) {
        await this.connection.outbox.ready()
        this.isScheduled = false
        await this.update()
      }
    }
    catch (error) {
      this.connection.fail(error)
    }
    finally {
      this.isRunning = false
    }
  }

  private async update(): Promise<void> {
    const { connection } = this
    const { deployment, querySet, identity } = connection
    if (isExpired(identity, Date.now())) return connection.expire()
    const target = { querySet: querySet.version, identity: connection.identityVersion }
    const queries = querySet.subscribeAll(deployment.queries, identity, target.identity, connection.id, () => this.schedule())
    const removed = querySet.takeRemoved()
    const { ts, results } = await evaluateTogether(queries, deployment.database)
    // A mutation of this client may have committed without being answered yet, and its answer has
    // to come before the Transition that shows it.
    await connection.mutations.running
    if (connection.isClosed) return
    const endVersion = { ...target, ts: encodeTs(ts) }
    connection.outbox.sendTransition({
      type: 'Transition',
      startVersion: connection.current,
      endVersion,
      modifications: [
        ...removed.map(queryId => ({ type: 'QueryRemoved' as const, queryId })),
        ...queries.flatMap((query, index) => changedResult(query, results[index])),
      ],
      clientClockSkew: connection.clockSkew,
      serverTs: Date.now() * 1_000_000,
    })
    connection.current = endVersion
  }
}

/** Nothing when the client has this result already. */
function changedResult(query: SubscribedQuery, result: QueryResult | undefined): StateModification[] {
  if (!result || query.sentHash === result.hash) return []
  query.sentHash = result.hash
  const { queryId } = query
  const { outcome, logLines, journal } = result
  if (outcome.success) return [{ type: 'QueryUpdated', queryId, value: outcome.value, logLines, journal }]
  return [{
    type: 'QueryFailed',
    queryId,
    errorMessage: outcome.message,
    ...(outcome.data !== undefined && { errorData: outcome.data }),
    logLines,
    journal,
  }]
}
