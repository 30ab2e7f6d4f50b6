import { parseArgs } from 'node:util'
import { z } from 'zod'
import { Problem } from '../lib/problem'

export const SETUP_USAGE = `Usage: npm run setup -- [options]

Asks for what no option says. What is already right stays as it is.

  --api-key KEY            WorkOS: the secret key of the environment
  --client-id ID           WorkOS: the client id of the application
  --workos-url URL         WorkOS at another address: a custom authentication domain, or an emulator
  --app-url URL            where the application runs (http://localhost:3000)

  --convex FORM            cloud, local (on this machine, without an account) or self-hosted
  --convex-team SLUG       cloud: the team, and
  --convex-project SLUG    the existing project to use; without them the Convex CLI asks
  --convex-url URL         self-hosted: its address, and
  --convex-admin-key KEY   its admin key

  --webhook-url URL        where WorkOS delivers events, when that is not the deployment itself (a tunnel)
  --webhook-secret SECRET  the secret of an endpoint that exists already
  --recreate-webhook       make an existing endpoint anew, to get its secret
  --no-webhook             leave webhooks alone
  --jwt-template MODE      auto (only if it is seen to be needed), minimal (add the audience), keep (leave it alone)

  --overwrite              replace values that differ
  --yes                    ask nothing
  --dry-run                say what would be done, and do nothing
  --help                   this text`

const address = (flag: string) => z.url({ protocol: /^https?$/, error: `${flag} must be an address such as https://app.example.com` })
  .transform(url => url.replace(/\/+$/, '')).optional()

const options = z.object({
  'api-key': z.string().optional(),
  'client-id': z.string().optional(),
  'workos-url': address('--workos-url'),
  'app-url': address('--app-url'),
  'convex': z.enum(['cloud', 'local', 'self-hosted'], '--convex must be cloud, local or self-hosted').optional(),
  'convex-team': z.string().optional(),
  'convex-project': z.string().optional(),
  'convex-url': address('--convex-url'),
  'convex-admin-key': z.string().optional(),
  'webhook-url': address('--webhook-url'),
  'webhook-secret': z.string().regex(/^whsec_/, '--webhook-secret must begin with whsec_').optional(),
  'recreate-webhook': z.boolean().default(false),
  'no-webhook': z.boolean().default(false),
  'jwt-template': z.enum(['auto', 'minimal', 'keep'], '--jwt-template must be auto, minimal or keep').default('auto'),
  'overwrite': z.boolean().default(false),
  'yes': z.boolean().default(false),
  'dry-run': z.boolean().default(false),
  'help': z.boolean().default(false),
})

export type SetupOptions = z.infer<typeof options>

const FLAGS = new Set(['recreate-webhook', 'no-webhook', 'overwrite', 'yes', 'dry-run', 'help'])

/** @throws Problem that says what is wrong and how it is used. */
export function readSetupOptions(args: string[]): SetupOptions {
  const parsed = options.safeParse(parse(args))
  if (parsed.success) return parsed.data
  throw new Problem(`${z.prettifyError(parsed.error)}\n\n${SETUP_USAGE}`)
}

function parse(args: string[]) {
  const known = Object.keys(options.shape).map(name => [name, { type: FLAGS.has(name) ? 'boolean' : 'string' }] as const)
  try {
    return parseArgs({ args, options: Object.fromEntries(known) }).values
  }
  catch (error) {
    throw new Problem(`${error instanceof Error ? error.message : String(error)}\n\n${SETUP_USAGE}`)
  }
}
