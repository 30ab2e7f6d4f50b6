/** What Convex's client says in its log before it asks for a better token, and when it gives up. */
const REFUSALS = [
  /^attempting to reauthenticate: (.*) \[v\d+\]$/s,
  /^Failed to authenticate: "(.*)", check your server auth config$/s,
]

/**
 * A logger for Convex's client that also tells why a token was refused: the client says so in its log only.
 * An expired token is the way of the world and not told.
 */
export function explainingLogger(onRefused: (reason: string) => void) {
  function listen(message: unknown): void {
    for (const refusal of REFUSALS) {
      const reason = refusal.exec(String(message))?.[1]
      if (reason && !/expired/.test(reason)) onRefused(reason)
    }
  }
  return {
    log: (...args: unknown[]) => console.log(...args),
    warn: (...args: unknown[]) => console.warn(...args),
    logVerbose: (...args: unknown[]) => listen(args[0]),
    error: (...args: unknown[]) => {
      listen(args[0])
      console.error(...args)
    },
  }
}
