import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Child, ChildOptions, Children } from './children'
import { readPushOutcome, type PushOutcome } from './pushReport'
import { ROOT } from './root'

export interface FunctionsWatch {
  child: Child
  /** How the first push ended. A failed one is tried again whenever a file changes. */
  firstPush: Promise<PushOutcome>
}

/** Starts `convex dev`, which pushes convex/ now and after each change. */
export function watchFunctions(
  children: Children,
  cli: Pick<ChildOptions, 'args' | 'cwd' | 'env'>,
  onLine: (line: string) => void,
): FunctionsWatch | undefined {
  if (!existsSync(join(ROOT, 'convex'))) return undefined
  let report: (outcome: PushOutcome) => void
  const firstPush = new Promise<PushOutcome>((resolve) => {
    report = resolve
  })
  const child = children.start({
    name: 'convex',
    ...cli,
    onLine: (line) => {
      const outcome = readPushOutcome(line)
      if (outcome) report(outcome)
      onLine(line)
    },
  })
  return { child, firstPush }
}
