import { compareValues, jsonToConvex } from 'convex/values'
import type { Value } from 'convex/values'
import { z } from 'zod'
import type { StoredDocument } from './convexTestState'

export interface DocumentChange {
  table: string
  id: string
  before: StoredDocument | null
  after: StoredDocument | null
}

const rangeFilter = z.object({
  type: z.enum(['Eq', 'Gt', 'Gte', 'Lt', 'Lte']),
  fieldPath: z.string(),
  value: z.json(),
})
type RangeFilter = z.infer<typeof rangeFilter>

const indexRange = z.object({ type: z.literal('IndexRange'), indexName: z.string(), range: z.array(rangeFilter) })
const tableScan = z.object({ type: z.literal('FullTableScan'), tableName: z.string() })
const search = z.object({ type: z.literal('Search'), indexName: z.string() })
export const querySource = z.discriminatedUnion('type', [indexRange, tableScan, search])
export type QuerySource = z.infer<typeof querySource>

/** What one execution of a query has looked at, so that only commits that touch it run it again. */
export class ReadSet {
  private readonly tables = new Set<string>()
  private readonly ids = new Set<string>()
  private readonly ranges: { table: string, filters: RangeFilter[] }[] = []

  addTable(table: string): void {
    this.tables.add(table)
  }

  addDocument(id: string): void {
    this.ids.add(id)
  }

  addSource(source: QuerySource): void {
    if (source.type === 'FullTableScan') return this.addTable(source.tableName)
    const table = source.indexName.split('.')[0] ?? ''
    if (source.type === 'Search' || source.range.length === 0) return this.addTable(table)
    this.ranges.push({ table, filters: source.range })
  }

  isTouchedBy(changes: DocumentChange[]): boolean {
    return changes.some(change =>
      this.tables.has(change.table)
      || this.ids.has(change.id)
      || this.ranges.some(({ table, filters }) => table === change.table
        && (isInRange(change.before, filters) || isInRange(change.after, filters))))
  }
}

function isInRange(document: StoredDocument | null, filters: RangeFilter[]): boolean {
  if (document === null) return false
  return filters.every(({ type, fieldPath, value }) => {
    const order = compareValues(fieldAt(document, fieldPath), decodeBound(value))
    switch (type) {
      case 'Eq': return order === 0
      case 'Gt': return order > 0
      case 'Gte': return order >= 0
      case 'Lt': return order < 0
      case 'Lte': return order <= 0
    }
  })
}

export function fieldAt(document: StoredDocument, fieldPath: string): Value | undefined {
  let value: Value | undefined = document
  for (const name of fieldPath.split('.')) {
    value = isRecord(value) ? value[name] : undefined
  }
  return value
}

function isRecord(value: Value | undefined): value is Record<string, Value> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof ArrayBuffer)
}

/** An index bound can be "the field is missing", which plain Convex values cannot say. */
export function decodeBound(value: z.infer<typeof rangeFilter>['value']): Value | undefined {
  if (typeof value === 'object' && value !== null && '$undefined' in value) return undefined
  return jsonToConvex(value)
}
