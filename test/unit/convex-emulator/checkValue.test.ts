import { v } from 'convex/values'
import type { GenericValidator, ValidatorJSON, Value } from 'convex/values'
import { describe, expect, it } from 'vitest'
import { checkValue } from '../../../emulators/convex/validators/checkValue'

function check(validator: GenericValidator, value: Value): string | null {
  return checkValue((validator as unknown as { json: ValidatorJSON }).json, value)
}

const taskId = '000000000000000000000010000tasks'

describe('values that match', () => {
  it.each<[GenericValidator, Value]>([
    [v.null(), null],
    [v.number(), 1.5],
    [v.int64(), 2n],
    [v.boolean(), false],
    [v.string(), ''],
    [v.bytes(), new ArrayBuffer(2)],
    [v.any(), { anything: [1] }],
    [v.id('tasks'), taskId],
    [v.literal('open'), 'open'],
    [v.literal(3n), 3n],
    [v.array(v.string()), ['a']],
    [v.record(v.string(), v.number()), { a: 1 }],
    [v.object({ a: v.optional(v.string()) }), {}],
    [v.union(v.string(), v.null()), null],
  ])('%#', (validator, value) => {
    expect(check(validator, value)).toBeNull()
  })
})

describe('values that do not', () => {
  it.each<[string, GenericValidator, Value, string]>([
    ['a wrong type', v.string(), 1, 'Value does not match validator.\n\nValue: 1.0\nValidator: v.string()'],
    ['a wrong type inside', v.object({ a: v.array(v.int64()) }), { a: [1n, 'x'] }, 'Value does not match validator.\nPath: .a[1]\nValue: "x"\nValidator: v.int64()'],
    ['a wrong record value', v.record(v.string(), v.boolean()), { k: null }, 'Value does not match validator.\nPath: .values()\nValue: null\nValidator: v.boolean()'],
    ['another literal', v.object({ a: v.literal('open') }), { a: 'shut' }, '`"shut"` does not match literal validator `v.literal("open")`.\nPath: .a'],
    ['an id of another table', v.id('notes'), taskId, `Found ID "${taskId}" from table \`tasks\`, which does not match the table name in validator \`v.id("notes")\`.`],
    ['text that is no id', v.id('tasks'), 'tasks', 'Value does not match validator.\n\nValue: "tasks"\nValidator: v.id("tasks")'],
    ['no member of a union', v.union(v.string(), v.literal(2)), true, 'Value does not match validator.\n\nValue: true\nValidator: v.union(v.string(), v.literal(2.0))'],
    ['a missing field inside', v.object({ a: v.object({ b: v.string() }) }), { a: {} }, 'Object is missing the required field `b`. Consider wrapping the field validator in `v.optional(...)` if this is expected.\nPath: .a\nObject: {}\nValidator: v.object({b: v.string()})'],
  ])('%s', (_name, validator, value, issue) => {
    expect(check(validator, value)).toBe(issue)
  })
})
