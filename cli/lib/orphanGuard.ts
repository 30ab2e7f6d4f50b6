import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export interface OrphanGuard {
  watch(pid: number): void
  forget(pid: number): void
  dismiss(): void
}

/** Starts the watcher that outlives this process just long enough to stop what it left behind. */
export function startOrphanGuard(): OrphanGuard {
  const script = fileURLToPath(new URL('./stopOrphans.mjs', import.meta.url))
  const guard = spawn(process.execPath, [script], {
    detached: true,
    windowsHide: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  guard.unref()
  // Without a guard the command still stops its children itself; only SIGKILL would leave some behind.
  guard.on('error', () => {})
  guard.stdin.on('error', () => {})
  return {
    watch: pid => void guard.stdin.write(`+${pid}\n`),
    forget: pid => void guard.stdin.write(`-${pid}\n`),
    dismiss: () => void guard.stdin.end(),
  }
}
