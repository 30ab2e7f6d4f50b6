/** Lines of aligned columns: the first to the left, the others, which hold figures, to the right. */
export function renderTable(cells: string[][]): string[] {
  const widths = cells[0]?.map((_, column) => Math.max(...cells.map(row => row[column]?.length ?? 0))) ?? []
  const align = (text: string, column: number) =>
    column === 0 ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0)
  return cells.map(row => row.map(align).join('   ').trimEnd())
}
