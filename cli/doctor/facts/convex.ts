import { readListedProviders } from '../../../common/tokenRefusal/authProvider'
import { isLoopback } from '../../../server/utils/loopback'
import type { Children } from '../../lib/children'
import { chosenDeployment } from '../../lib/convexDeployment'
import { createDeploymentVariables } from '../../lib/deploymentVariables'
import { Problem } from '../../lib/problem'
import type { ConvexCli } from '../../lib/runConvex'
import { describeFetchFailure } from '../../lib/workosApi'
import { siteUrlOf, WEBHOOK_PATH } from '../../lib/workosAddress'
import { askConvex, UNKNOWN_TOKEN } from './askConvex'
import { evaluateAuthConfig } from './authConfig'
import { readClock } from './clock'
import type { AppFacts, ClockFacts, ConvexFacts, Gap } from './facts'

export interface ConvexGathered {
  facts: ConvexFacts
  clock: ClockFacts | null
  gaps: Gap[]
}

export interface ConvexOptions {
  children: Children
  root: string
  /** Reads the deployment's variables; null when there is no time to start it. */
  convexCli: ConvexCli | null
}

type Probe = { unreachable: string } | Pick<ConvexFacts, 'listed'> & { unreachable: null, clock: ClockFacts | null }

/** What the Convex deployment says of itself. Reads only. */
export async function gatherConvex(app: AppFacts, options: ConvexOptions): Promise<ConvexGathered> {
  const deployment = chosenDeployment(app.env)
  const url = app.env.CONVEX_URL || null
  const siteUrl = siteUrlOf(app.env)
  const basis: ConvexFacts = {
    deployment,
    url,
    webhookUrl: siteUrl && siteUrl + WEBHOOK_PATH,
    isWebhookReachable: siteUrl !== null && (!isLocal(siteUrl) || isLocal(app.workosOrigin)),
    unreachable: null,
    variables: null,
    configured: null,
    listed: null,
  }
  if (!deployment) return { facts: basis, clock: null, gaps: [] }

  const probe = url ? await askProviders(url) : null
  const answer = probe?.unreachable === null ? probe : null
  const isAway = probe !== null && answer === null
  // A deployment on this machine runs only while somebody develops; the CLI starts it to read its variables.
  if (isAway && deployment.kind !== 'local') return { facts: { ...basis, unreachable: probe.unreachable }, clock: null, gaps: [] }
  const gaps = isAway ? [{ what: 'Convex', why: `${deployment.name} is not running; it runs while \`npm run dev\` does.` }] : []
  const facts = { ...basis, url: isAway ? null : url, listed: answer?.listed ?? null }
  return {
    facts: options.convexCli ? { ...facts, ...await readConfiguration(options.convexCli, options) } : facts,
    clock: answer?.clock ?? null,
    gaps,
  }
}

async function askProviders(url: string): Promise<Probe> {
  try {
    const { refusal, date, asked, answered } = await askConvex(url, UNKNOWN_TOKEN)
    return { unreachable: null, listed: refusal === null ? null : readListedProviders(refusal), clock: readClock('Convex', date, asked, answered) }
  }
  catch (error) {
    return { unreachable: `${url} does not answer (${describeFetchFailure(error)}).` }
  }
}

async function readConfiguration(convexCli: ConvexCli, { children, root }: ConvexOptions): Promise<Pick<ConvexFacts, 'variables' | 'configured' | 'unreachable'>> {
  try {
    const variables = await createDeploymentVariables(convexCli).read()
    return { variables, configured: await evaluateAuthConfig(children, root, variables), unreachable: null }
  }
  catch (error) {
    if (!(error instanceof Problem)) throw error
    return { variables: null, configured: null, unreachable: error.message }
  }
}

function isLocal(url: string): boolean {
  return isLoopback(new URL(url).hostname)
}
