import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync } from 'node:fs'

const isWindows = process.platform === 'win32'
const hasProc = existsSync('/proc/self/stat')

/** Each child leads a group of its own, so that its grandchildren can be stopped with it. */
export const leadsOwnGroup = !isWindows

export function signalGroup(pid: number, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (isWindows) {
    spawnSync('taskkill', ['/pid', String(pid), '/t', '/f'], { stdio: 'ignore' })
    return
  }
  try {
    process.kill(-pid, signal)
  }
  catch {
    // The group is already gone, which is what we want.
  }
}

export function isGroupAlive(pid: number): boolean {
  try {
    process.kill(isWindows ? pid : -pid, 0)
  }
  catch {
    return false
  }
  return !hasProc || hasLivingMember(pid)
}

/** In a container the dead may wait long to be collected; until then signals still find their group. */
function hasLivingMember(group: number): boolean {
  return readdirSync('/proc').some((entry) => {
    if (!/^\d+$/.test(entry)) return false
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, 'utf8')
      // The name stands in brackets and may itself contain some.
      const [state, , processGroup] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      return Number(processGroup) === group && state !== 'Z'
    }
    catch {
      return false
    }
  })
}
