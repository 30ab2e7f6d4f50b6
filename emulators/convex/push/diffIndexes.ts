import type { SchemaDescription } from './describeSchema'

interface IndexConfig { name: string, type: string }

/** What the CLI prints as added and deleted indexes. */
export function diffIndexes(before: SchemaDescription | null, after: SchemaDescription | null): { added_indexes: IndexConfig[], removed_indexes: IndexConfig[] } {
  const old = listIndexes(before)
  const next = listIndexes(after)
  return {
    added_indexes: next.filter(index => !old.some(other => isSame(index, other))),
    removed_indexes: old.filter(index => !next.some(other => isSame(index, other))),
  }
}

function listIndexes(schema: SchemaDescription | null): IndexConfig[] {
  return (schema?.tables ?? []).flatMap(({ tableName, indexes, searchIndexes, vectorIndexes }) => [
    ...indexes.map(({ indexDescriptor, fields }) => ({ name: `${tableName}.${indexDescriptor}`, type: 'database', fields })),
    ...(searchIndexes ?? []).map(({ indexDescriptor, ...rest }) => ({ name: `${tableName}.${indexDescriptor}`, type: 'search', ...rest })),
    ...(vectorIndexes ?? []).map(({ indexDescriptor, ...rest }) => ({ name: `${tableName}.${indexDescriptor}`, type: 'vector', ...rest })),
  ])
}

function isSame(a: IndexConfig, b: IndexConfig): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
