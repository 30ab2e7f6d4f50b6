import { CONVEX_EMULATOR } from '../../emulators/defaults'
import { Problem } from './problem'

/** Starts the backfill, so that the seeded people and organizations are in the database before anybody signs in. */
export async function fillDatabase(convexUrl: string): Promise<void> {
  const response = await fetch(`${convexUrl}/api/function`, {
    method: 'POST',
    headers: { 'authorization': `Convex ${CONVEX_EMULATOR.adminKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ path: 'sync:backfill', args: {}, format: 'json' }),
  })
  const answer = await response.text()
  if (!response.ok || !answer.includes('"status":"success"')) throw new Problem(`The database could not be filled from the WorkOS emulator: ${answer}`)
}
