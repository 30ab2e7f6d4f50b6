import type { Finding } from '../finding'
import type { Evidence } from './evidence'

/** One reason why Convex refuses a token. */
export interface Cause {
  /** Names the cause in reports and in docs/doctor.md. */
  id: string
  title: string
  /** When it happens and what helps, in Markdown, for docs/doctor.md. */
  about: string
  find: (evidence: Evidence) => Finding | undefined
}
