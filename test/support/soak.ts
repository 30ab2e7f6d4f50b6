import { spawnSync } from 'node:child_process'
import { appendFileSync } from 'node:fs'

/** How long the tests in `test/browser/session` watch; set by `npm run soak`, else only as long as it takes to see every case. */
export function watchFor(seconds: number): number {
  const minutes = Number(process.env.SOAK_MINUTES)
  return minutes > 0 ? Math.max(minutes * 60, seconds) * 1000 : seconds * 1000
}

/** One line for `npm run soak` to print when all is done. */
export function reportFigures(figures: Record<string, string | number>): void {
  if (process.env.SOAK_FIGURES) appendFileSync(process.env.SOAK_FIGURES, `${JSON.stringify(figures)}\n`)
}

/** Resident memory in MB of the built server that is, or was started by, this process; NaN where there is no `ps`. */
export function serverMemory(pid: number): number {
  const { stdout } = spawnSync('ps', ['-eo', 'pid=,ppid=,rss=,args='], { encoding: 'utf8' })
  const rows = (stdout ?? '').split('\n').flatMap((line) => {
    const [, own, parent, rss, command = ''] = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? []
    return own ? [{ pid: Number(own), parent: Number(parent), rss: Number(rss), command }] : []
  })
  const parents = new Map(rows.map(row => [row.pid, row.parent]))
  const isBelow = (one: number | undefined): boolean => one !== undefined && (one === pid || isBelow(parents.get(one)))
  const server = rows.find(row => row.command.includes('server/index.mjs') && isBelow(row.pid))
  return server ? Math.round(server.rss / 1024) : Number.NaN
}
