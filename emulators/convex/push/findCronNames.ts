import { z } from 'zod'

/** The names of the jobs in `crons.ts`; they are listed so that the terminal can say they do not run. */
export function findCronNames(cronsModule: Record<string, unknown> | undefined): string[] {
  const crons = cronsModule?.default
  if (typeof crons !== 'object' || crons === null || Reflect.get(crons, 'isCrons') !== true) return []
  const jobs = z.record(z.string(), z.unknown()).safeParse(Reflect.get(crons, 'crons'))
  return jobs.success ? Object.keys(jobs.data) : []
}
