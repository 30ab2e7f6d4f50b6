import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import { startOrphanGuard, type OrphanGuard } from './orphanGuard'
import { isGroupAlive, leadsOwnGroup, signalGroup } from './processGroup'
import { ROOT } from './root'

export interface ChildOptions {
  /** What the person at the terminal calls it. */
  name: string
  /** Arguments to this same Node, beginning with the script. */
  args: string[]
  env?: NodeJS.ProcessEnv
  cwd?: string
  /** Gets each line of output; without it the child writes straight to this terminal. */
  onLine?: (line: string, stream: 'stdout' | 'stderr') => void
  /** What the child reads on its standard input; without it there is nothing to read. */
  input?: string
}

export interface Exit {
  child: Child
  code: number | null
  signal: NodeJS.Signals | null
}

export interface Child {
  name: string
  exited: Promise<Exit>
  lastLines(): string[]
}

const GRACE_MS = 5_000
const LINES_KEPT = 20

/** The processes of one command. Whoever starts them here need not think about stopping them. */
export class Children {
  #groups = new Set<number>()
  #guard: OrphanGuard | undefined
  #stopping = false

  start({ name, args, env = process.env, cwd = ROOT, onLine, input }: ChildOptions): Child {
    const output = onLine ? 'pipe' : 'inherit'
    const spawned = spawn(process.execPath, args, {
      cwd, env, detached: leadsOwnGroup, windowsHide: true, stdio: [input === undefined ? 'ignore' : 'pipe', output, output],
    })
    this.#remember(spawned.pid)
    // A child that ends before it has read everything says so by its exit code.
    spawned.stdin?.on('error', () => {}).end(input)

    const recent: string[] = []
    const take = (stream: 'stdout' | 'stderr') => (line: string) => {
      recent.push(line)
      if (recent.length > LINES_KEPT) recent.shift()
      if (!this.#stopping) onLine?.(line, stream)
    }
    for (const stream of ['stdout', 'stderr'] as const) {
      const source = spawned[stream]
      if (source) createInterface({ input: source }).on('line', take(stream))
    }

    const child: Child = { name, exited: new Promise(() => {}), lastLines: () => [...recent] }
    child.exited = new Promise((resolve) => {
      spawned.once('error', (error) => {
        take('stderr')(error.message)
        resolve({ child, code: 1, signal: null })
      })
      spawned.once('exit', async (code, signal) => {
        this.#forgetIfGone(spawned.pid)
        // Its last words may still be in the pipe, but a grandchild may hold that pipe open for ever.
        if (onLine) await Promise.race([new Promise(done => spawned.once('close', done)), delay(300)])
        resolve({ child, code, signal })
      })
    })
    return child
  }

  /** Ends every group: politely, then by force. Nothing they say meanwhile is worth reading. */
  async stopAll(graceMs = GRACE_MS): Promise<void> {
    this.#stopping = true
    this.#signal('SIGTERM')
    await this.#untilGone(graceMs)
    this.#signal('SIGKILL')
    await this.#untilGone(500)
    this.#guard?.dismiss()
  }

  /** For somebody who asks a second time. */
  killAll(): void {
    this.#signal('SIGKILL')
  }

  #signal(signal: 'SIGTERM' | 'SIGKILL') {
    for (const pid of this.#groups) signalGroup(pid, signal)
  }

  async #untilGone(timeoutMs: number) {
    const end = Date.now() + timeoutMs
    while (Date.now() < end) {
      for (const pid of this.#groups) this.#forgetIfGone(pid)
      if (this.#groups.size === 0) return
      await delay(25)
    }
  }

  #remember(pid: number | undefined) {
    if (pid === undefined) return
    this.#guard ??= startOrphanGuard()
    this.#groups.add(pid)
    this.#guard.watch(pid)
  }

  #forgetIfGone(pid: number | undefined) {
    if (pid === undefined || isGroupAlive(pid)) return
    this.#groups.delete(pid)
    this.#guard?.forget(pid)
  }
}
