import { createHash } from 'node:crypto'
import type { AuthenticationResponse } from '@workos-inc/node'
import type { Grant } from './steps/step'

interface Running {
  attempt: string
  answer: Promise<AuthenticationResponse>
}

/** Grants in flight, by the hash of what they spend. Shared by all requests of this process: a code works once. */
const running = new Map<string, Running>()

/**
 * Runs a grant. A form that is sent twice gets the answer of the first call; a different attempt
 * with the same token waits for its turn.
 *
 * @throws what the WorkOS SDK throws.
 */
export async function grantOnce({ spends, attempt, run }: Grant): Promise<AuthenticationResponse> {
  const key = createHash('sha256').update(spends).digest('base64url')
  for (let other = running.get(key); other; other = running.get(key)) {
    if (other.attempt === attempt) return await other.answer
    await other.answer.catch(() => {})
  }
  const answer = run()
  running.set(key, { attempt, answer })
  try {
    return await answer
  }
  finally {
    running.delete(key)
  }
}
