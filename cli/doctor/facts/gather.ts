import type { Children } from '../../lib/children'
import { readEnvironment } from '../../lib/envFiles'
import { createConvexCli, type ConvexCli } from '../../lib/runConvex'
import { gatherApp } from './app'
import { gatherCompared } from './compared'
import { gatherConvex } from './convex'
import type { Facts, Gap } from './facts'
import { gatherJwks } from './jwks'
import { gatherNode } from './node'
import { gatherToken, type TokenSource } from './token'
import { gatherWorkos } from './workos'

export interface GatherOptions {
  children: Children
  root: string
  /** The shell's variables, which override those of the files. */
  shell?: NodeJS.ProcessEnv
  /** Another application's .env file. */
  compare?: string | undefined
  token: TokenSource
  /** Reads the deployment's variables; as a rule the project's own Convex CLI. */
  convexCli?: ConvexCli
  /** Only what can be read in a moment, without starting another command and without a token. */
  quick?: boolean
}

/** Everything the checks judge. Nothing is changed anywhere; a sign-in, if one is asked for, is ended again. */
export async function gatherFacts({ children, root, shell = process.env, compare, token, convexCli = createConvexCli(children, root), quick = false }: GatherOptions): Promise<Facts> {
  const app = gatherApp(readEnvironment(root, shell))
  const [workos, convex] = await Promise.all([
    gatherWorkos(app, { probeClient: !quick }),
    gatherConvex(app, { children, root, convexCli: quick ? null : convexCli }),
  ])
  const canSignIn = workos.facts?.isKeyAccepted === true && workos.facts.client === 'known'
  const source: TokenSource = token.kind === 'sign-in' && !canSignIn ? { kind: 'none' } : token
  const [jwks, examined] = await Promise.all([
    gatherJwks(convex.facts.configured, app),
    gatherToken(source, app, convex.facts),
  ])
  return {
    node: gatherNode(root),
    app,
    compared: compare === undefined ? null : gatherCompared(compare),
    workos: workos.facts,
    convex: convex.facts,
    jwks,
    clocks: [workos.clock, convex.clock].filter(clock => clock !== null),
    token: examined.facts,
    now: Date.now(),
    gaps: [...convex.gaps, ...webhookGaps(convex.facts.isWebhookReachable, convex.facts.webhookUrl), ...examined.gaps],
  }
}

function webhookGaps(isReachable: boolean, url: string | null): Gap[] {
  return url && !isReachable ? [{ what: 'Webhooks', why: `WorkOS cannot reach ${url} on this machine.` }] : []
}
