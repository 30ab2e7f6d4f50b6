import { AsyncLocalStorage } from 'node:async_hooks'
import type { Identity } from '../auth/identity'
import type { ReadSet } from './readSet'

export type ExecutionVia = 'http' | 'websocket' | 'scheduler' | 'httpAction'

/** One request as the functions it runs see it; nested calls share it. */
export interface Execution {
  via: ExecutionVia
  identity: Identity
  connection: number | null
  request: { requestId: string, ip: string | null, userAgent: string | null }
  /** The function that called the running one, or null at the top. */
  caller: string | null
  logLines: string[]
  reads: ReadSet | null
  /** Where a paginated query's page ended the last time, so that it ends there again. */
  page: { endCursor: string | null }
}

export const executionStorage = new AsyncLocalStorage<Execution>()

export function currentExecution(): Execution {
  const execution = executionStorage.getStore()
  if (!execution) throw new Error('A function ran outside of any request.')
  return execution
}
