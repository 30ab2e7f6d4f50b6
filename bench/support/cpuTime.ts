import { readdir, readFile, readlink } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { Problem } from '../../cli/lib/problem'

/** The kernel counts in ticks for itself, but tells programs hundredths of a second on every architecture Node has. */
const MS_PER_TICK = 10

const times = z.tuple([z.coerce.number().int(), z.coerce.number().int()])

/** User and system time that a process has used so far, by its line in /proc/<pid>/stat. */
export function parseCpuMs(stat: string): number {
  // The second field is the name in parentheses, which may itself contain blanks and parentheses.
  const fromThirdField = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const [user, system] = times.parse(fromThirdField.slice(11, 13))
  return (user + system) * MS_PER_TICK
}

/** The number of the socket that listens on a port, by the table in /proc/net/tcp. */
export function parseListeningSocket(table: string, port: number): string | undefined {
  const localPort = port.toString(16).toUpperCase().padStart(4, '0')
  const rows = table.split('\n').map(line => line.trim().split(/\s+/))
  return rows.find(([, local, , state]) => state === '0A' && local?.endsWith(`:${localPort}`))?.[9]
}

export async function readCpuMs(pid: string): Promise<number> {
  return parseCpuMs(await readFile(`/proc/${pid}/stat`, 'utf8'))
}

/** The process behind a port: whoever started it may have done so by way of others. */
export async function findListener(port: number): Promise<string> {
  const socket = parseListeningSocket(await readFile('/proc/net/tcp', 'utf8'), port)
  const pids = (await readdir('/proc')).filter(name => /^\d+$/.test(name))
  for (const pid of pids) {
    if (socket !== undefined && await holds(pid, `socket:[${socket}]`)) return pid
  }
  throw new Problem(`No process of yours listens on port ${port}.`)
}

async function holds(pid: string, file: string): Promise<boolean> {
  const folder = `/proc/${pid}/fd`
  // Other people's processes keep theirs to themselves, and a process may end meanwhile.
  const numbers = await readdir(folder).catch(() => [])
  const files = await Promise.all(numbers.map(number => readlink(join(folder, number)).catch(() => undefined)))
  return files.includes(file)
}
