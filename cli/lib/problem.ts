/** A failure the person at the terminal can act on: printed as it is, without a stack. */
export class Problem extends Error {}

/** What to print of something that was thrown: the stack only helps when the fault is ours. */
export function describeFailure(thrown: unknown): string {
  if (thrown instanceof Problem) return thrown.message
  if (thrown instanceof Error) return thrown.stack ?? thrown.message
  return String(thrown)
}
