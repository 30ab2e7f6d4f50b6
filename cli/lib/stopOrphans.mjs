/**
 * Stops process groups when the command that started them can no longer do it itself, for instance
 * after SIGKILL. It reads "+pid" and "-pid" lines; the end of its input means the command is gone.
 * Plain JavaScript, because it must start without a loader.
 */
import { createInterface } from 'node:readline'

const GRACE_MS = 3_000
const groups = new Set()

const signalAll = (signal) => {
  for (const pid of groups) {
    try {
      process.kill(process.platform === 'win32' ? pid : -pid, signal)
    }
    catch {
      groups.delete(pid)
    }
  }
}

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const pid = Number(line.slice(1))
    if (line.startsWith('+')) groups.add(pid)
    else groups.delete(pid)
  })
  .on('close', () => {
    if (groups.size === 0) return
    signalAll('SIGTERM')
    setTimeout(() => signalAll('SIGKILL'), GRACE_MS)
  })
