import { z } from 'zod'
import type { ConvexTestState } from './convexTestState'
import { executionStorage } from './execution'
import type { Execution } from './execution'
import { querySource } from './readSet'
import { NOBODY } from '../auth/identity'
import { newRequestId } from './requestId'

const queryArgs = z.object({ query: z.object({ source: querySource }) })
const getArgs = z.object({ id: z.string() })
const pageArgs = z.looseObject({ endCursor: z.string().nullish() })
const pageResult = z.object({ continueCursor: z.string() })
const countArgs = z.object({ table: z.string() })

/**
 * Listens to the calls a running function makes into convex-test: which data a query reads, which
 * request metadata it asks for, and what it schedules.
 */
export function trackSyscalls(state: ConvexTestState): void {
  const { syscall, asyncSyscall } = state

  state.syscall = (op, args) => {
    if (op === '1.0/queryStream') recordQuery(args)
    return syscall(op, args)
  }

  state.asyncSyscall = async (op, args) => {
    switch (op) {
      case '1.0/queryPage':
        recordQuery(args)
        return runPage(args, pinned => asyncSyscall(op, pinned))
      case '1.0/get':
        executionStorage.getStore()?.reads?.addDocument(getArgs.parse(JSON.parse(args)).id)
        break
      case '1.0/count':
        executionStorage.getStore()?.reads?.addTable(countArgs.parse(JSON.parse(args)).table)
        break
      case '1.0/getRequestMetadata':
        return withRealMetadata(await asyncSyscall(op, args))
      case '1.0/schedule':
        // The timer inherits the storage it was started in: a scheduled function is its own
        // request, made by nobody.
        return executionStorage.run(scheduledExecution(), () => asyncSyscall(op, args))
    }
    return asyncSyscall(op, args)
  }
}

function recordQuery(args: string): void {
  const reads = executionStorage.getStore()?.reads
  if (reads) reads.addSource(queryArgs.parse(JSON.parse(args)).query.source)
}

/**
 * A page that is computed again has to end at the same document, or the pages of one list would
 * overlap or leave gaps between them.
 */
async function runPage(args: string, run: (args: string) => Promise<string>): Promise<string> {
  const page = executionStorage.getStore()?.page
  if (!page) return run(args)
  const asked = pageArgs.parse(JSON.parse(args))
  const result = await run(JSON.stringify({ ...asked, endCursor: asked.endCursor ?? page.endCursor }))
  page.endCursor = pageResult.parse(JSON.parse(result)).continueCursor
  return result
}

function scheduledExecution(): Execution {
  return {
    via: 'scheduler',
    identity: NOBODY,
    connection: null,
    request: { requestId: newRequestId(), ip: null, userAgent: null },
    caller: null,
    logLines: [],
    reads: null,
    page: { endCursor: null },
  }
}

function withRealMetadata(made: string): string {
  const execution = executionStorage.getStore()
  if (!execution) return made
  const metadata = z.record(z.string(), z.json()).parse(JSON.parse(made))
  const { identity, request } = execution
  return JSON.stringify({ ...metadata, ...request, authToken: identity.kind === 'user' ? identity.token : null })
}
