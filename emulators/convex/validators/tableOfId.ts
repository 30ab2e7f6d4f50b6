/** Ids made by convex-test are digits followed by the table's name; null when the text is not one. */
export function tableOfId(id: string): string | null {
  return /^\d+(\D.*)$/s.exec(id)?.[1] ?? null
}
