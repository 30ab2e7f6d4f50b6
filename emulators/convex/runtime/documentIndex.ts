import { convexToJson } from 'convex/values'
import type { Value } from 'convex/values'
import { tableOfId } from '../validators/tableOfId'
import type { StoredDocument } from './convexTestState'
import { decodeBound, fieldAt } from './readSet'
import type { QuerySource } from './readSet'

/**
 * Finds the documents that a query may be about. convex-test looks at every document of every table
 * for each query, which becomes slow from some thousand documents on. Here those of a table are kept
 * together, and among them those with the same value of a field that queries ask for.
 */
export class DocumentIndex {
  private readonly tables = new Map<string, Set<string>>()
  /** By table and field, then by value. A field is indexed from the first query that asks for it. */
  private readonly fields = new Map<string, { table: string, path: string, ids: Map<string, Set<string>> }>()

  constructor(private readonly read: (id: string) => StoredDocument | undefined) {}

  /** After the commit of a document; null is none. */
  replace(id: string, before: StoredDocument | null, after: StoredDocument | null): void {
    const table = tableOfId(id)
    if (table === null) return
    if (after) group(this.tables, table).add(id)
    else this.tables.get(table)?.delete(id)
    for (const field of this.fields.values()) {
      if (field.table !== table) continue
      if (before) removeFrom(field.ids, keyOf(fieldAt(before, field.path)), id)
      if (after) group(field.ids, keyOf(fieldAt(after, field.path))).add(id)
    }
  }

  clear(): void {
    this.tables.clear()
    this.fields.clear()
  }

  /** @returns ids of the committed documents that can match. The query's own conditions are still to be applied. */
  candidates(source: QuerySource): Iterable<string> {
    if (source.type === 'FullTableScan') return this.idsOf(source.tableName)
    const table = source.indexName.split('.')[0] ?? ''
    const equal = source.type === 'IndexRange' ? source.range.find(({ type }) => type === 'Eq') : undefined
    return equal ? this.idsWith(table, equal.fieldPath, decodeBound(equal.value)) : this.idsOf(table)
  }

  private idsOf(table: string): Iterable<string> {
    return this.tables.get(table) ?? []
  }

  private idsWith(table: string, path: string, value: Value | undefined): Iterable<string> {
    const name = `${table} ${path}`
    let field = this.fields.get(name)
    if (!field) {
      field = { table, path, ids: new Map() }
      for (const id of this.idsOf(table)) {
        const document = this.read(id)
        if (document) group(field.ids, keyOf(fieldAt(document, path))).add(id)
      }
      this.fields.set(name, field)
    }
    return field.ids.get(keyOf(value)) ?? []
  }
}

function group(groups: Map<string, Set<string>>, key: string): Set<string> {
  const known = groups.get(key)
  if (known) return known
  const created = new Set<string>()
  groups.set(key, created)
  return created
}

function removeFrom(groups: Map<string, Set<string>>, key: string, id: string): void {
  const ids = groups.get(key)
  ids?.delete(id)
  if (ids?.size === 0) groups.delete(key)
}

/** A field that is missing is a value of its own, as it is in an index. */
function keyOf(value: Value | undefined): string {
  return value === undefined ? 'undefined' : JSON.stringify(convexToJson(value))
}
