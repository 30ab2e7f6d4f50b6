import { z } from 'zod'
import { checkMailVariables, mailVariables } from '../mail/environment'
import { LOG_LEVELS } from './log/logLevel'
import { isOriginPattern } from './origin/originPattern'

const NEW_PASSWORD = 'node -e "console.log(require(\'crypto\').randomBytes(32).toString(\'base64url\'))"'

const schema = z.object({
  WORKOS_API_KEY: z.string('is missing. Copy it from the WorkOS dashboard, API Keys.').min(1, 'is empty. Copy it from the WorkOS dashboard, API Keys.'),
  WORKOS_CLIENT_ID: z.string('is missing. Copy it from the WorkOS dashboard, API Keys.').min(1, 'is empty. Copy it from the WorkOS dashboard, API Keys.'),
  WORKOS_COOKIE_PASSWORD: z.string(`is missing. Make one with: ${NEW_PASSWORD}`)
    .min(32, `is too short, it needs at least 32 characters. Make one with: ${NEW_PASSWORD}`),
  WORKOS_REDIRECT_URI: z.url('must be a full address such as https://app.example.com/auth/callback').optional(),
  /** Comma-separated; what a request may claim to be for, beside the origin of WORKOS_REDIRECT_URI. See `siteOrigin`. */
  AUTH_ALLOWED_ORIGINS: z.string().transform(list => list.split(',').map(pattern => pattern.trim()).filter(Boolean))
    .refine(patterns => patterns.every(isOriginPattern), 'must be origins such as https://app.example.com or https://*.previews.example.com, separated by commas').optional(),
  WORKOS_COOKIE_NAME: z.string().regex(/^[\w-]+$/, 'may hold letters, digits, - and _ only').default('wos-session'),
  WORKOS_COOKIE_DOMAIN: z.string().optional(),
  /** Seconds. 400 days is the longest that browsers accept (RFC 6265bis, 5.5). */
  WORKOS_COOKIE_MAX_AGE: z.coerce.number('must be a number of seconds').int().positive().default(34_560_000),
  WORKOS_COOKIE_SAMESITE: z.enum(['lax', 'strict', 'none'], 'must be lax, strict or none').default('lax'),
  WORKOS_API_HOSTNAME: z.string().default('api.workos.com'),
  WORKOS_API_PORT: z.coerce.number('must be a port number').int().min(1).max(65_535).optional(),
  WORKOS_API_HTTPS: z.enum(['true', 'false'], 'must be true or false').default('true').transform(value => value === 'true'),
  /** Comma-separated; when set, tokens of other issuers do not count. */
  WORKOS_ISSUER: z.string().transform(list => list.split(',').map(issuer => issuer.trim())).optional(),
  /** How many proxies of ours a request comes through; what they do not vouch for in X-Forwarded-For, -Host and -Proto is ignored. */
  TRUSTED_PROXY_HOPS: z.coerce.number('must be a number, 0 without a proxy').int().min(0).max(10).default(0),
  LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).optional(),
  /** Lets several servers share refreshes and sign-outs. */
  REDIS_URL: z.url('must be an address such as redis://127.0.0.1:6379').optional(),
  CONVEX_URL: z.url('is missing or no address. `npx convex dev` writes it to .env.local.'),
  ...mailVariables,
}).superRefine(checkMailVariables)

export type ServerEnv = z.infer<typeof schema>

/** The names of all of them. */
export const serverVariables: readonly string[] = Object.keys(schema.shape)

export interface EnvProblem {
  variable: string
  /** What is wrong and what to do, to be read after the name. */
  problem: string
}

/** Everything that keeps the server from starting, by variable. */
export function findEnvProblems(source: Record<string, string | undefined>): EnvProblem[] {
  return (validate(source).error?.issues ?? []).map(({ path, message }) => ({ variable: String(path[0]), problem: message }))
}

/**
 * Validates the environment. An empty variable counts as absent, as it does in shells and .env files.
 *
 * @throws Error that names every variable at fault and what to do about it.
 */
export function parseServerEnv(source: Record<string, string | undefined>): ServerEnv {
  const result = validate(source)
  if (result.success) return result.data
  const lines = findEnvProblems(source).map(({ variable, problem }) => `  ${variable} ${problem}`)
  throw new Error(['The environment is not complete:', ...lines, 'Each variable is described in .env.example.'].join('\n'))
}

function validate(source: Record<string, string | undefined>) {
  return schema.safeParse(Object.fromEntries(Object.entries(source).filter(([, value]) => value !== '')))
}

let parsed: ServerEnv | undefined

/** The validated environment; parsed once. */
export function serverEnv(): ServerEnv {
  return parsed ??= parseServerEnv(process.env)
}
