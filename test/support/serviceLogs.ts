import { z } from 'zod'
import type { StackUrls } from './stack'

const convexEntries = z.array(z.looseObject({
  type: z.string(),
  at: z.number(),
  connection: z.number().nullable(),
  function: z.string().optional(),
  kind: z.string().optional(),
  identity: z.string().nullish(),
  via: z.string().optional(),
  success: z.boolean().optional(),
  outcome: z.string().optional(),
  message: z.looseObject({ type: z.string() }).optional(),
}))
const workosRequests = z.array(z.object({
  at: z.string(),
  method: z.string(),
  path: z.string(),
  grantType: z.string().optional(),
  status: z.number(),
  ms: z.number(),
}))

export type ConvexEntry = z.infer<typeof convexEntries>[number]
export type WorkosRequest = z.infer<typeof workosRequests>[number]

/** The Convex emulator drops the oldest entries beyond so many. */
const KEPT_ENTRIES = 20_000

/** Both services forget what happened so far. */
export async function clearLogs({ convexUrl, workosUrl }: Omit<StackUrls, 'url'>): Promise<void> {
  await fetch(`${convexUrl}/_emulate/log`, { method: 'DELETE' })
  await fetch(`${workosUrl}/_emulate/requests`, { method: 'DELETE' })
}

/**
 * Connections, messages and executions at the Convex emulator, oldest first.
 *
 * @throws when some may be missing, as a log with gaps proves nothing.
 */
export async function readConvexLog({ convexUrl }: Pick<StackUrls, 'convexUrl'>): Promise<ConvexEntry[]> {
  const entries = convexEntries.parse(await (await fetch(`${convexUrl}/_emulate/log`)).json())
  if (entries.length >= KEPT_ENTRIES) throw new Error('The Convex emulator has logged more than it keeps. Watch for fewer minutes.')
  return entries
}

/**
 * Executions that failed or ran for nobody: a page of someone who is signed in has no reason for either.
 * Webhooks, the backfill that the stack begins with, and what Convex schedules run for nobody, as they should.
 */
export function findBadExecutions(log: ConvexEntry[]): ConvexEntry[] {
  const isOfPage = ({ kind, via, function: name }: ConvexEntry) =>
    kind !== 'httpAction' && name !== 'sync:backfill' && (via === 'http' || via === 'websocket')
  return log.filter(entry => entry.type === 'execution' && (!entry.success || (!entry.identity && isOfPage(entry))))
}

/** The session renewals that WorkOS has answered. */
export async function readRefreshes({ workosUrl }: Pick<StackUrls, 'workosUrl'>): Promise<WorkosRequest[]> {
  const requests = workosRequests.parse(await (await fetch(`${workosUrl}/_emulate/requests`)).json())
  return requests.filter(({ grantType }) => grantType === 'refresh_token')
}

/** How long after the one before it each of the requests began, in ms. */
export function gapsBetween(requests: WorkosRequest[]): number[] {
  const times = requests.map(({ at }) => Date.parse(at)).sort((one, other) => one - other)
  return times.slice(1).map((time, index) => time - (times[index] ?? time))
}
