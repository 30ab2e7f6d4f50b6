import type { Child, Exit } from './children'
import { Problem } from './problem'

/** Settles when the first of them ends. None of them is meant to, so it says which one and its last words. */
export async function untilOneExits(children: Child[]): Promise<never> {
  throw new Problem(describeExit(await Promise.race(children.map(child => child.exited))))
}

export function describeExit({ child, code, signal }: Exit): string {
  const how = signal ? `was ended by ${signal}` : `ended with exit code ${code}`
  const lines = child.lastLines()
  return lines.length === 0
    ? `${child.name} ${how}.`
    : `${child.name} ${how}. Its last lines:\n\n${lines.map(line => `  ${line}`).join('\n')}\n`
}
