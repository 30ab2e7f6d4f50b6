import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

const POLL_MS = 500
/** tsx, the shell that npm runs scripts with, npm. */
const MAX_DISTANCE = 3

interface ProcessInfo {
  parent: number
  title: string
}

/**
 * npm passes SIGTERM only to the shell between it and us, and the shell dies without a word. The one trace
 * is that somebody on the way up to npm gets another parent.
 */
export function onNpmGone(stop: () => void): void {
  const before = readWayToNpm()
  if (before === undefined) return
  const timer = setInterval(() => {
    if (readWayToNpm() === before) return
    clearInterval(timer)
    stop()
  }, POLL_MS)
  timer.unref()
}

/** The processes from our parent up to npm, or nothing when npm did not start us. */
function readWayToNpm(): string | undefined {
  const way: number[] = []
  for (let pid = process.ppid; way.length < MAX_DISTANCE;) {
    const info = readProcess(pid)
    if (info === undefined) return undefined
    way.push(pid)
    if (info.title.startsWith('npm ')) return way.join('>')
    pid = info.parent
  }
  return undefined
}

function readProcess(pid: number): ProcessInfo | undefined {
  try {
    return existsSync('/proc/self/stat') ? readFromProc(pid) : readFromPs(pid)
  }
  catch {
    return undefined
  }
}

function readFromProc(pid: number): ProcessInfo {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const [, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return { parent: Number(parent), title: readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ') }
}

function readFromPs(pid: number): ProcessInfo | undefined {
  const output = execFileSync('ps', ['-o', 'ppid=,args=', '-p', String(pid)], { encoding: 'utf8' })
  const [, parent, title] = /^\s*(\d+)\s+(.*)$/m.exec(output) ?? []
  return parent === undefined || title === undefined ? undefined : { parent: Number(parent), title }
}
