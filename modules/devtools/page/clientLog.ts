/**
 * What a line of the log of Convex's client says about the token (convex 1.48, browser/sync/authentication_manager).
 * It says so nowhere else: the callbacks of `setAuth` leave out the refreshes that go well.
 */
export type ClientLogLine =
  | { kind: 'handed' }
  | { kind: 'confirmed' }
  /** In ms from now. */
  | { kind: 'scheduled', delay: number }
  | { kind: 'due' }
  | { kind: 'refused', reason: string }

export function readClientLog(line: string): ClientLogLine | null {
  const message = line.replace(/ \[v\d+\]$/, '')
  if (/^server confirmed (?:new )?auth token is valid$/.test(message)) return { kind: 'confirmed' }
  if (message === 'running scheduled token refetch') return { kind: 'due' }
  if (/^setting auth state to .*"waitingForServerConfirmationOf(?:Cached|Fresh)Token"/.test(message)) return { kind: 'handed' }
  const delay = /^scheduled preemptive auth token refetching in ([\d.]+)ms$/.exec(message)?.[1]
  if (delay !== undefined) return { kind: 'scheduled', delay: Number(delay) }
  const reason = /^attempting to reauthenticate: (.*)$/s.exec(message)?.[1]
  return reason === undefined ? null : { kind: 'refused', reason }
}
