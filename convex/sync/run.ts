import { WORKOS_EVENTS } from '../../common/workosEvents'
import type { Doc } from '../_generated/dataModel'
import type { MutationCtx } from '../_generated/server'
import { LISTINGS, PHASES } from './listings'
import type { Question } from './tables'

type Run = Doc<'syncRuns'>

/** What a run does next. */
export type Task =
  | { type: 'list', path: string, query: Record<string, string> }
  | { type: 'events', query: Record<string, string> }
  | { type: 'ask', question: Question }
  /** Nothing is asked: more rows are compared with what was listed last. */
  | { type: 'compare' }

/** How far events are read back from the start of the run: clocks differ. */
const OVERLAP_MS = 5 * 60_000
/** WorkOS hides its newest events for some seconds, so that their ids appear in order. */
const EVENTS_APPEAR_AFTER_MS = 10_000
const PAGE = '100'

/** Where a list begins. */
const BEGINNING = { after: null, comparedTo: -Infinity, comparing: null, recentIds: [] }

export function newRun(now: number): Omit<Run, '_id' | '_creationTime'> {
  return {
    state: 'running',
    startedAt: now,
    finishedAt: null,
    turn: 0,
    touchedAt: now,
    notBefore: now,
    phase: 'organizations',
    organization: null,
    suspects: [],
    attempts: 0,
    problem: null,
    counts: { requests: 0, listed: 0, removed: 0, events: 0, failed: 0 },
    ...BEGINNING,
  }
}

export function nextTask({ phase, organization, after, comparing, suspects, startedAt }: Run): Task {
  const [question] = suspects
  if (question) return { type: 'ask', question }
  if (comparing) return { type: 'compare' }
  const cursor = { limit: PAGE, ...(after !== null && { after }) }
  const listing = LISTINGS.get(phase)
  if (listing) {
    const path = listing.path(organization ?? '')
    return { type: 'list', path, query: listing.isWhole ? {} : { ...listing.query?.(organization ?? ''), ...cursor, order: 'asc' } }
  }
  return { type: 'events', query: { events: WORKOS_EVENTS.join(','), range_start: new Date(startedAt - OVERLAP_MS).toISOString(), ...cursor } }
}

/**
 * Compares rows with what WorkOS lists: it lists oldest first, so a row from between two pages must be
 * on one of them. Each that is not becomes a suspect. Nothing depends on the order: a row that is
 * suspected for no reason is asked for, and stays.
 *
 * @returns the run, one stretch further, and in its next list once this one is done.
 */
export async function proceed(ctx: MutationCtx, run: Run): Promise<Run> {
  const compared = run.comparing && run.suspects.length === 0 ? await compareStretch(ctx, run, run.comparing) : run
  const isListed = compared.comparing === null && compared.comparedTo === Infinity
  return isListed && compared.suspects.length === 0 ? { ...compared, ...await nextList(ctx, compared) } : compared
}

async function compareStretch(ctx: MutationCtx, run: Run, { from, to, cursor }: NonNullable<Run['comparing']>): Promise<Run> {
  const listing = LISTINGS.get(run.phase)
  if (!listing) return run
  const stored = await listing.stored(ctx, { organization: run.organization ?? '', from, to, cursor })
  const listed = new Set(run.recentIds)
  const suspects = stored.ids.filter(id => !listed.has(id)).map(id => ({ kind: listing.kind, id }))
  return {
    ...run,
    suspects: [...run.suspects, ...suspects],
    comparing: stored.cursor === null ? null : { from, to, cursor: stored.cursor },
    comparedTo: stored.cursor === null ? to : run.comparedTo,
  }
}

async function nextList(ctx: MutationCtx, { phase, organization }: Run): Promise<Partial<Run>> {
  if (LISTINGS.get(phase)?.perOrganization) {
    const next = await organizationAfter(ctx, organization ?? '')
    if (next !== null) return { ...BEGINNING, organization: next }
  }
  for (const next of PHASES.slice(PHASES.indexOf(phase) + 1)) {
    if (!LISTINGS.get(next)?.perOrganization) return { ...BEGINNING, phase: next, organization: null, ...next === 'events' && { notBefore: Date.now() + EVENTS_APPEAR_AFTER_MS } }
    const first = await organizationAfter(ctx, '')
    if (first !== null) return { ...BEGINNING, phase: next, organization: first }
  }
  return {}
}

async function organizationAfter({ db }: MutationCtx, id: string): Promise<string | null> {
  return (await db.query('organizations').withIndex('by_workos_id', q => q.gt('workosId', id)).first())?.workosId ?? null
}
