import type { WithoutSystemFields } from 'convex/server'
import type { Validator } from 'convex/values'
import { parse } from 'convex-helpers/validators'
import { internal } from '../_generated/api'
import type { Doc } from '../_generated/dataModel'
import type { MutationCtx, QueryCtx } from '../_generated/server'
import { readFromWorkos } from '../lib/workosApi'
import type { SyncedTable } from './tables'
import { bury, isBuried, isOrphaned, unearth } from './tombstones'
import { hasChanged, isNewer, type Source, type Version } from './version'

/** The columns that come from the WorkOS object; the others are bookkeeping. */
export type Row<Table extends SyncedTable> = Omit<WithoutSystemFields<Doc<Table>>, 'source' | 'readAt'>

/** What a `deleted` event is sure to say of its object. */
export interface Reference {
  id?: string | undefined
  slug?: string | undefined
  user_id?: string | undefined
  organization_id?: string | undefined
}

/** How one kind of WorkOS object is kept in a table. */
interface Definition<Table extends SyncedTable, Wire> {
  table: Table
  /** Where WorkOS answers with one such object. */
  path: (id: string) => string
  /** The fields that are kept. WorkOS adds others over time; they are dropped. */
  wire: Validator<Wire, 'required', string>
  /** Adds to an answer what only its address says. */
  fill?: (object: object, id: string) => object
  toRow: (object: Wire) => Row<Table> & { workosCreatedAt: number, workosUpdatedAt: number }
  /** The name of the object in tombstones. */
  idOf: (row: Row<Table>) => string
  /** The same name, from what is left of a deleted object. */
  idOfReference: (reference: Reference) => string | undefined
  find: (ctx: Pick<QueryCtx, 'db'>, id: string) => Promise<(Doc<Table> & Version) | null>
  /** Whether an event says only a part of the object; WorkOS is then asked for all of it. */
  isPartial?: (object: Wire) => boolean
  /** The columns that a partial object leaves as they are. */
  kept?: (stored: Doc<Table>) => Partial<Row<Table>>
  /** For names that can be given again after a deletion, as slugs can. WorkOS's ids cannot. */
  isNameReused?: boolean
  /** Ids of the objects that it cannot outlive. */
  parentsOf?: (row: Row<Table>) => string[]
  /** What its tombstone says besides. */
  referenceOf?: (row: Doc<Table>) => Reference
  /** What else a new row holds. */
  initial?: Partial<Doc<Table>>
  /** Stores what the object contains of other kinds. */
  storeParts?: (ctx: MutationCtx, object: Wire, source: Source) => Promise<void>
  /** Removes what cannot outlive the object. */
  removeParts?: (ctx: MutationCtx, id: string, deletedAt: number) => Promise<void>
  onCreated?: (ctx: MutationCtx, row: Doc<Table>) => Promise<void> | undefined
  onUpdated?: (ctx: MutationCtx, row: Doc<Table>, previous: Doc<Table>) => Promise<void> | undefined
  onDeleted?: (ctx: MutationCtx, row: Doc<Table>) => Promise<void> | undefined
}

/** What can be done with the objects of one kind, whatever their table. */
export interface Kind {
  /** The object without unknown fields, fit to be an argument of a Convex function. @throws Error when it is no such object. */
  clean: (object: unknown) => object
  idOf: (object: unknown) => string
  idOfReference: (reference: Reference) => string | undefined
  /** In ms. */
  createdAt: (object: unknown) => number
  /** Reads the object from WorkOS; null when there is none. @throws WorkosFailure */
  fetch: (id: string) => Promise<object | null>
  /** Writes the object, unless a newer state of it is known. */
  store: (ctx: MutationCtx, object: unknown, source: Source) => Promise<void>
  /** Removes the object and its parts. `reference` says more of it than its id. */
  remove: (ctx: MutationCtx, id: string, deletedAt: number, reference?: Reference) => Promise<void>
}

/** Rules that hold for objects of every kind, in whatever order their events arrive. */
export function defineKind<Table extends SyncedTable, Wire extends object>(definition: Definition<Table, Wire>): Kind {
  const { table, wire, toRow, idOf, idOfReference, find, parentsOf, storeParts, removeParts, isNameReused = false } = definition

  async function insert(ctx: MutationCtx, row: Row<Table>, source: Source): Promise<void> {
    // TypeScript cannot put the columns of a table it does not know together again.
    const columns = { ...definition.initial, ...row, source } as unknown as WithoutSystemFields<Doc<Table>>
    const created = await ctx.db.get(await ctx.db.insert(table, columns))
    if (created) await definition.onCreated?.(ctx, created)
  }

  async function update(ctx: MutationCtx, stored: Doc<Table>, row: Row<Table>, source: Source): Promise<void> {
    const isChanged = hasChanged(row, stored)
    // Reading what is known already is no reason to write, and to run every query again that shows it.
    if (!isChanged && source.eventId === null) return
    await ctx.db.patch(stored._id, { ...row, source } as unknown as Partial<Doc<Table>>)
    const updated = await ctx.db.get(stored._id)
    if (isChanged && updated) await definition.onUpdated?.(ctx, updated as Doc<Table>, stored)
  }

  return {
    clean: object => parse(wire, object),
    idOf: object => idOf(toRow(parse(wire, object))),
    idOfReference,
    createdAt: object => toRow(parse(wire, object)).workosCreatedAt,

    async fetch(id) {
      const object = await readFromWorkos(definition.path(id))
      return object === null ? null : parse(wire, definition.fill?.(Object(object), id) ?? object)
    },

    async store(ctx, object, source) {
      const content = parse(wire, object)
      const row = toRow(content)
      const id = idOf(row)
      if (await isOrphaned(ctx, parentsOf?.(row) ?? [], source)) return
      if (await isBuried(ctx, id, isNameReused ? row.workosUpdatedAt : null, source)) return
      if (source.eventId === null) await unearth(ctx, id)
      const stored = await find(ctx, id)
      const isPartial = definition.isPartial?.(content) ?? false
      if (!stored) await insert(ctx, row, source)
      else if (isNewer({ ...row, source }, stored)) await update(ctx, stored, { ...row, ...(isPartial && definition.kept?.(stored)) }, source)
      await storeParts?.(ctx, content, source)
      if (isPartial && source.eventId !== null) await ctx.scheduler.runAfter(0, internal.sync.refresh.refresh, { kind: table, id })
    },

    async remove(ctx, id, deletedAt, reference) {
      const stored = await find(ctx, id)
      if (stored && isNameReused && stored.workosUpdatedAt > deletedAt) return
      await bury(ctx, id, deletedAt, { ...(stored && definition.referenceOf?.(stored)), ...reference })
      if (stored) {
        await ctx.db.delete(stored._id)
        await definition.onDeleted?.(ctx, stored)
      }
      await removeParts?.(ctx, id, deletedAt)
    },
  }
}
