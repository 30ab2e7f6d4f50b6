import type { Finding } from '../../common/finding'
import type { Facts } from './facts/facts'

/** One thing that can be wrong. */
export interface Check {
  /** Names the finding in `--json` and in docs/doctor.md. */
  id: string
  title: string
  /** When it happens and what helps, in Markdown, for docs/doctor.md. */
  about: string
  /** A `fault` breaks something, and the exit code says so; a `warning` may do so later. */
  severity: 'fault' | 'warning'
  /** Checks whose finding says it all: this one is then only a consequence. */
  explainedBy?: readonly string[]
  find: (facts: Facts) => Finding | undefined
}
