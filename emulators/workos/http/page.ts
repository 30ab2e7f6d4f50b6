import { z } from 'zod'
import { invalidParameters } from './apiError'
import { parseInput } from './input'

const pageInput = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(10),
  order: z.enum(['asc', 'desc', 'normal']).default('desc'),
  before: z.string().optional(),
  after: z.string().optional(),
})

interface Identified { readonly id: string }

export interface Page<Row> {
  readonly object: 'list'
  readonly data: readonly Row[]
  readonly list_metadata: { readonly before: string | null, readonly after: string | null }
}

/** @param rows oldest first, already filtered. */
export function paginate<Row extends Identified>(rows: readonly Row[], query: URLSearchParams): Page<Row> {
  const { limit, order, before, after } = parseInput(pageInput, Object.fromEntries(query))
  const ordered = order === 'asc' ? rows : rows.toReversed()
  const from = after ? position(ordered, after, 'after') + 1 : 0
  const to = before ? position(ordered, before, 'before') : ordered.length
  // A page asked for by `before` ends next to that cursor; any other page begins next to its own.
  const start = before ? Math.max(from, to - limit) : from
  const end = Math.min(to, start + limit)
  const data = ordered.slice(start, end)
  return {
    object: 'list',
    data,
    list_metadata: {
      before: start > 0 ? data[0]?.id ?? null : null,
      after: end < ordered.length ? data.at(-1)?.id ?? null : null,
    },
  }
}

/** The same page with its rows in their wire form. */
export const mapPage = <Row, Shown>(page: Page<Row>, present: (row: Row) => Shown): Page<Shown> =>
  ({ ...page, data: page.data.map(present) })

function position(rows: readonly Identified[], id: string, field: string): number {
  const index = rows.findIndex(row => row.id === id)
  if (index < 0) throw invalidParameters([{ field, code: `invalid_${field}`, message: `No item has the id '${id}'.` }])
  return index
}
