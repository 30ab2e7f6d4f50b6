/** Which of the running parts it needs; `--only` chooses by it. */
export const PARTS = ['convex', 'sync', 'app', 'page'] as const
export type Part = typeof PARTS[number]

export interface Figure {
  value: number
  /** Empty for a plain count. */
  unit: 'ms' | '/s' | 'kB' | 'MB' | '×' | ''
}

/** One line of a benchmark's table. Rows with the same figures share their columns. */
export interface Row {
  name: string
  figures: Record<string, Figure>
}

/** A benchmark is one file that exports one of these, listed in benchmarks.ts. It starts and stops what it measures. */
export interface Benchmark {
  id: string
  part: Part
  title: string
  /** What was done to get the figures, for those who compare them with others. */
  method: string
  /** Why it cannot be measured on this machine, if so; it is not run then. */
  findObstacle?: () => string | undefined
  run: () => Promise<Row[]>
}

export interface Outcome extends Pick<Benchmark, 'id' | 'title' | 'method'> {
  rows: Row[]
  /** Why there are no rows. */
  obstacle?: string
}
