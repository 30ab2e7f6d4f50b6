import { Problem } from '../../cli/lib/problem'
import type { Row } from '../benchmark'
import { figure } from './figure'

/** The rows, and after them how each but the first compares with the first, which is what machines have in common. */
export function withRatios(rows: Row[]): Row[] {
  const [first, ...others] = rows
  if (!first) throw new Problem('There is nothing to compare with.')
  return [...rows, ...others.map(row => divide(row, first))]
}

function divide({ name, figures }: Row, by: Row): Row {
  const ratios = Object.entries(figures).flatMap(([column, { value }]) => {
    const base = by.figures[column]
    return base ? [[column, figure(value / base.value, '×')] as const] : []
  })
  return { name: `${name} : ${by.name}`, figures: Object.fromEntries(ratios) }
}
