import { describe, expect, it } from 'vitest'
import { ReadSet } from '../../../emulators/convex/runtime/readSet'
import type { DocumentChange } from '../../../emulators/convex/runtime/readSet'

function document(fields: Record<string, string | number | bigint>) {
  return { _id: '10000tasks', _creationTime: 1, ...fields }
}

function change(parts: Partial<DocumentChange>): DocumentChange {
  return { table: 'tasks', id: '10000tasks', before: null, after: null, ...parts }
}

describe('a read set is touched', () => {
  it('by any change in a table that was scanned, and in no other', () => {
    const reads = new ReadSet()
    reads.addSource({ type: 'FullTableScan', tableName: 'tasks' })
    expect(reads.isTouchedBy([change({})])).toBe(true)
    expect(reads.isTouchedBy([change({ table: 'notes' })])).toBe(false)
  })

  it('by a change of a document that was read by id, even one that was missing', () => {
    const reads = new ReadSet()
    reads.addDocument('10000tasks')
    expect(reads.isTouchedBy([change({ after: document({}) })])).toBe(true)
    expect(reads.isTouchedBy([change({ id: '10001tasks' })])).toBe(false)
  })

  it.each([
    ['enters the range', null, document({ owner: 'ada' }), true],
    ['leaves it', document({ owner: 'ada' }), document({ owner: 'grace' }), true],
    ['is deleted from it', document({ owner: 'ada' }), null, true],
    ['changes outside', document({ owner: 'grace' }), document({ owner: 'linus' }), false],
    ['has no such field', null, document({}), false],
  ])('when a document %s', (_name, before, after, touched) => {
    const reads = new ReadSet()
    reads.addSource({ type: 'IndexRange', indexName: 'tasks.by_owner', range: [{ type: 'Eq', fieldPath: 'owner', value: 'ada' }] })
    expect(reads.isTouchedBy([change({ before, after })])).toBe(touched)
  })

  it.each([
    ['Gt', 2, false], ['Gt', 3, true], ['Gte', 2, true], ['Lt', 2, false], ['Lt', 1, true], ['Lte', 2, true],
  ] as const)('by %s 2 for %d: %s', (type, size, touched) => {
    const reads = new ReadSet()
    reads.addSource({ type: 'IndexRange', indexName: 'tasks.by_size', range: [{ type, fieldPath: 'size', value: 2 }] })
    expect(reads.isTouchedBy([change({ after: document({ size }) })])).toBe(touched)
  })

  it('by documents without the field when the bound is "missing"', () => {
    const reads = new ReadSet()
    reads.addSource({ type: 'IndexRange', indexName: 'tasks.by_owner', range: [{ type: 'Eq', fieldPath: 'owner', value: { $undefined: null } }] })
    expect(reads.isTouchedBy([change({ after: document({}) })])).toBe(true)
    expect(reads.isTouchedBy([change({ after: document({ owner: 'ada' }) })])).toBe(false)
  })
})
