import type { SessionView } from '../../common/session'
import type { ConvexAuthStatus } from '../../utils/convex/connection'
import type { RefreshReport } from '../../server/utils/reportRefresh'

/** What an open page tells the tab, whole each time. There is no token in it. */
export interface PageReport {
  /** Names the browser tab. */
  id: string
  path: string
  /** As `useAuth()` has it: null when signed out, undefined (left out) while it is not known. */
  session?: SessionView | null
  token: TokenView | null
  /** When Convex's client will ask for a newer token, in ms since the epoch; null while it does not plan to. */
  refreshAt: number | null
  /** Null on a page that has no need of Convex. */
  convex: ConvexView | null
  /** Oldest first. */
  events: AuthEvent[]
}

export interface ConvexView {
  status: ConvexAuthStatus
  isRefreshing: boolean
  error: string | null
  isConnected: boolean
  /** How often the socket has been opened, and how often in a row that has failed. */
  connections: number
  retries: number
}

/** An access token without its signature: it cannot be used. */
export interface TokenView {
  header: { kid?: string, alg?: string }
  claims: Record<string, unknown>
  /** In ms since the epoch, by the clock of this machine, which can differ from that of the claims. */
  diesAt: number
}

/** Something that happened, in words. */
export interface AuthEvent {
  /** In ms since the epoch. */
  at: number
  subject: 'page' | 'session' | 'token' | 'convex' | 'tabs' | 'server'
  title: string
  detail?: string
  tone?: 'good' | 'bad'
}

/** What only the server knows. */
export interface ServerReport {
  cookie: { name: string, bytes: number, chunks: number } | null
  /** Of this session, oldest first. */
  refreshes: RefreshReport[]
}

/** What goes over the channel. */
export type Message =
  | { kind: 'report', report: PageReport }
  | { kind: 'left', id: string }
  /** A tab that was opened asks all pages for their report. */
  | { kind: 'who' }
  | { kind: 'refresh' | 'clear', id: string }
