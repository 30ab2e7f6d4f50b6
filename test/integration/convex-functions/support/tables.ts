import type { Doc } from '../../../../convex/_generated/dataModel'
import type { SyncedTable } from '../../../../convex/sync/tables'
import { sortKeys } from './expectedTables'
import type { Functions } from './functions'

const TABLES = ['users', 'organizations', 'organizationDomains', 'memberships', 'invitations', 'roles'] as const satisfies SyncedTable[]

export type Tables = Record<SyncedTable, object[]>

/** What the tables say of WorkOS's objects, in an order that does not depend on who came first. */
export async function readTables(functions: Functions): Promise<Tables> {
  return await functions.run(async ({ db }) => {
    const read = await Promise.all(TABLES.map(async table => [table, (await db.query(table).collect()).map(withoutBookkeeping).sort(byText)]))
    return Object.fromEntries(read) as Tables
  })
}

/** The rows of a table, as they are. */
export async function rows<Table extends SyncedTable | 'endedSessions' | 'processedEvents' | 'tombstones' | 'tasks'>(functions: Functions, table: Table): Promise<Doc<Table>[]> {
  return await functions.run(async ({ db }) => await db.query(table).collect()) as Doc<Table>[]
}

/** Where a row comes from, and when, is not what WorkOS says. */
function withoutBookkeeping({ _id: _, _creationTime: __, source: ___, ...row }: Doc<SyncedTable>): object {
  const { readAt: ____, ...columns } = row as typeof row & { readAt?: number }
  return sortKeys(columns)
}

function byText(a: object, b: object): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1
}
