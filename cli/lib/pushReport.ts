import { stripVTControlCharacters } from 'node:util'

export type PushOutcome = 'pushed' | 'failed'

/** What a line of the watching Convex CLI says about the push it is doing, if anything. */
export function readPushOutcome(line: string): PushOutcome | undefined {
  const plain = stripVTControlCharacters(line)
  if (/Convex functions ready!/.test(plain)) return 'pushed'
  if (/^\s*✘ \[ERROR\]|^\s*✖/.test(plain)) return 'failed'
  return undefined
}
