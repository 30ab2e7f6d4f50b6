import { describe, expect, it } from 'vitest'
import type { StoredDocument } from '../../../emulators/convex/runtime/convexTestState'
import { DocumentIndex } from '../../../emulators/convex/runtime/documentIndex'
import type { QuerySource } from '../../../emulators/convex/runtime/readSet'

function createIndex() {
  const documents = new Map<string, StoredDocument>()
  const index = new DocumentIndex(id => documents.get(id))
  return {
    index,
    write: (id: string, fields: Record<string, string | number | null> | null) => {
      const before = documents.get(id) ?? null
      const after = fields && { ...fields, _id: id, _creationTime: 0 }
      if (after) documents.set(id, after)
      else documents.delete(id)
      index.replace(id, before, after)
    },
    find: (source: QuerySource) => [...index.candidates(source)].sort(),
  }
}

const all: QuerySource = { type: 'FullTableScan', tableName: 'tasks' }
const by = (field: string, value: string | number | null | { $undefined: null }): QuerySource => ({
  type: 'IndexRange', indexName: `tasks.by_${field}`, range: [{ type: 'Eq', fieldPath: field, value }],
})

describe('DocumentIndex', () => {
  it('keeps tables apart, also those whose names begin alike', () => {
    const { write, find } = createIndex()
    write('1tasks', { user: 'a' })
    write('2tasksDone', { user: 'a' })
    expect(find(all)).toEqual(['1tasks'])
  })

  it('finds by value, null and missing fields included', () => {
    const { write, find } = createIndex()
    write('1tasks', { user: 'a' })
    write('2tasks', { user: null })
    write('3tasks', {})
    write('4tasks', { user: 1 })
    write('5tasks', { user: '1' })
    expect(find(by('user', 'a'))).toEqual(['1tasks'])
    expect(find(by('user', null))).toEqual(['2tasks'])
    expect(find(by('user', { $undefined: null }))).toEqual(['3tasks'])
    expect(find(by('user', 1))).toEqual(['4tasks'])
    expect(find(by('user', 'nobody'))).toEqual([])
  })

  it('follows changes and deletions once a field is in use', () => {
    const { write, find } = createIndex()
    write('1tasks', { user: 'a' })
    expect(find(by('user', 'a'))).toEqual(['1tasks'])
    write('2tasks', { user: 'a' })
    write('1tasks', { user: 'b' })
    expect(find(by('user', 'a'))).toEqual(['2tasks'])
    expect(find(by('user', 'b'))).toEqual(['1tasks'])
    write('1tasks', null)
    expect(find(by('user', 'b'))).toEqual([])
    expect(find(all)).toEqual(['2tasks'])
  })

  it('narrows by the part of a range that is fixed', () => {
    const { write, find } = createIndex()
    write('1tasks', { user: 'a', at: 1 })
    write('2tasks', { user: 'b', at: 1 })
    expect(find({ type: 'IndexRange', indexName: 'tasks.by_user', range: [{ type: 'Eq', fieldPath: 'user', value: 'a' }, { type: 'Gt', fieldPath: 'at', value: 0 }] })).toEqual(['1tasks'])
    expect(find({ type: 'IndexRange', indexName: 'tasks.by_at', range: [{ type: 'Gt', fieldPath: 'at', value: 0 }] })).toEqual(['1tasks', '2tasks'])
  })

  it('is empty after a reset', () => {
    const { index, write, find } = createIndex()
    write('1tasks', { user: 'a' })
    expect(find(by('user', 'a'))).toEqual(['1tasks'])
    index.clear()
    expect(find(all)).toEqual([])
    expect(find(by('user', 'a'))).toEqual([])
  })
})
