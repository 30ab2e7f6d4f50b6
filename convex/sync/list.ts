import { v, type Infer } from 'convex/values'
import { parse } from 'convex-helpers/validators'

/** https://workos.com/docs/reference/pagination. Lists that come whole lack the metadata. */
const list = v.object({
  data: v.array(v.any()),
  list_metadata: v.optional(v.object({ after: v.optional(v.union(v.string(), v.null())) })),
})

export interface Page {
  objects: unknown[]
  /** Where the next page begins; null on the last. */
  after: string | null
}

/** @throws Error for what is no list of WorkOS. */
export function readPage(body: unknown): Page {
  const { data, list_metadata }: Infer<typeof list> = parse(list, body)
  return { objects: data, after: list_metadata?.after ?? null }
}
