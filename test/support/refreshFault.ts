import type { StackUrls } from './stack'

export interface RefreshFault {
  status?: number
  body?: Record<string, string>
  headers?: Record<string, string>
  delayMs?: number
  /** How many renewals it hits; all of them until it is removed, if left out. */
  count?: number
}

/** Makes WorkOS fail, or dawdle, at renewing sessions. */
export async function addRefreshFault({ workosUrl }: StackUrls, fault: RefreshFault): Promise<void> {
  const response = await fetch(hooksOf(workosUrl), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ method: 'POST', path: '/user_management/authenticate', grantType: 'refresh_token', ...fault }),
  })
  if (!response.ok) throw new Error(`The fault was refused: ${await response.text()}`)
}

export async function removeRefreshFaults({ workosUrl }: StackUrls): Promise<void> {
  await fetch(hooksOf(workosUrl), { method: 'DELETE' })
}

/** Whether faults wait for a renewal; one that is counted is gone as soon as its last renewal has begun. */
export async function hasRefreshFaults({ workosUrl }: StackUrls): Promise<boolean> {
  return (await (await fetch(hooksOf(workosUrl))).json() as unknown[]).length > 0
}

function hooksOf(workosUrl: string): string {
  return `${workosUrl}/_emulate/hooks`
}
