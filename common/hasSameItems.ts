/** Whether two lists name the same, in whatever order. */
export function hasSameItems(some: readonly string[], others: readonly string[]): boolean {
  const wanted = new Set(others)
  const given = new Set(some)
  return given.size === wanted.size && [...given].every(item => wanted.has(item))
}
