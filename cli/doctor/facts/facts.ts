import type { AuthProvider } from '../../../common/tokenRefusal/authProvider'
import type { DecodedToken } from '../../../common/tokenRefusal/decodeToken'
import type { JwksAnswer } from '../../../common/tokenRefusal/evidence'
import type { EnvProblem } from '../../../server/utils/env'
import type { ConvexDeployment } from '../../lib/convexDeployment'

export type Env = Record<string, string | undefined>

/** Everything the checks judge, gathered once. What is not known is null. */
export interface Facts {
  node: NodeFacts
  app: AppFacts
  /** Another application's variables, which are meant to share the session cookie. */
  compared: ComparedFacts | null
  /** Null when there is no API key or client id to ask with. */
  workos: WorkosFacts | null
  convex: ConvexFacts
  /** What answers at the `jwks` addresses of the deployment's providers. */
  jwks: readonly JwksAnswer[]
  clocks: readonly ClockFacts[]
  token: TokenFacts | null
  /** When they were gathered, in ms since the epoch by the clock of this machine. */
  now: number
  /** What could not be looked at, for the report. */
  gaps: readonly Gap[]
}

export interface Gap {
  what: string
  why: string
}

export interface NodeFacts {
  running: string
  /** The range of package.json. */
  wanted: string
}

export interface AppFacts {
  env: Env
  problems: readonly EnvProblem[]
  origin: string
  redirectUri: string
  workosOrigin: string
}

export interface ComparedFacts {
  file: string
  env: Env
}

export interface WebhookEndpoint {
  id: string
  url: string
  enabled: boolean
  /** As WorkOS shows it, as a rule with only its last characters. */
  secret: string | null
}

export interface WorkosFacts {
  /** Why nobody answers; null when somebody does. */
  unreachable: string | null
  isKeyAccepted: boolean | null
  /** `foreign`: it exists, but belongs to another environment than the key. */
  client: 'known' | 'unknown' | 'foreign' | null
  redirectUris: readonly string[] | null
  webhooks: readonly WebhookEndpoint[] | null
  /** `content` is null when the environment has none. */
  template: { content: string | null } | null
}

export interface ConvexFacts {
  deployment: ConvexDeployment | null
  url: string | null
  /** Where WorkOS delivers events; null when that is not known. */
  webhookUrl: string | null
  /** Whether WorkOS can reach that address. */
  isWebhookReachable: boolean
  /** Why nobody answers, or the CLI's own words; null when all is well. */
  unreachable: string | null
  variables: Record<string, string> | null
  /** The providers that convex/auth.config.ts gives with these variables. */
  configured: readonly AuthProvider[] | null
  /** The providers that the deployment itself lists; production deployments do not. */
  listed: readonly AuthProvider[] | null
}

export interface ClockFacts {
  who: 'WorkOS' | 'Convex'
  /** By how much its clock is ahead of this machine's; negative when it is behind. */
  aheadSeconds: number
}

export interface TokenFacts {
  decoded: DecodedToken | null
  /** Whether WorkOS issued it to the doctor itself, a moment ago. */
  isFresh: boolean
  /** Convex's own words when it refuses it; null when it accepts it, or was not asked. */
  refusal: string | null
  /** How large the session cookie is with this token; null when there is no token after all. */
  cookie: CookieFacts | null
  /** Where WorkOS sends somebody who signs out; null when nobody did. */
  signOut: { wanted: string, got: string | null } | null
  /** WorkOS's code for why nobody could sign in. */
  failure: string | null
}

export interface CookieFacts {
  name: string
  /** Name and value of each cookie together. */
  bytes: number
  cookies: number
}
