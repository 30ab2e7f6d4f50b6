import type { Figure, Outcome } from './benchmark'
import type { Machine } from './machine'
import { renderTable } from './support/table'

/** The figures for a person at a terminal. */
export function renderReport(machine: Machine, outcomes: Outcome[]): string {
  return [describe(machine), ...outcomes.map(renderOutcome)].map(block => `${block}\n`).join('\n')
}

function describe({ date, node, platform, cpuModel, cpuCount, loadAverage }: Machine): string {
  return `${date}, Node ${node} on ${platform}, ${cpuCount} × ${cpuModel}, load average before the run ${loadAverage}`
}

function renderOutcome({ title, method, rows, obstacle }: Outcome): string {
  if (obstacle !== undefined) return [title, `  Not measured: ${obstacle}`].join('\n')
  const columns = [...new Set(rows.flatMap(({ figures }) => Object.keys(figures)))]
  const table = renderTable([
    ['', ...columns],
    ...rows.map(({ name, figures }) => [name, ...columns.map(column => formatFigure(figures[column]))]),
  ])
  return [title, `  ${method}`, '', ...table.map(line => `  ${line}`)].join('\n')
}

function formatFigure(figure: Figure | undefined): string {
  if (figure === undefined) return ''
  const { value, unit } = figure
  // Three digits say all that a measurement like this one knows.
  const decimals = Number.isInteger(value) ? 0 : Math.min(2, Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value)))))
  const digits = value.toLocaleString('en', { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
  return `${digits} ${unit}`.trim()
}
