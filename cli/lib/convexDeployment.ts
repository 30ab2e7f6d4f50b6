export type DeploymentKind = 'cloud' | 'local' | 'self-hosted'

export interface ConvexDeployment {
  kind: DeploymentKind
  /** For people: the name, or the address of one that is self-hosted. */
  name: string
}

/** The deployment that the Convex CLI takes from these variables (convex/src/cli/lib/deploymentSelection.ts), if any. */
export function chosenDeployment(env: Record<string, string | undefined>): ConvexDeployment | null {
  const { CONVEX_DEPLOY_KEY, CONVEX_DEPLOYMENT, CONVEX_SELF_HOSTED_URL, CONVEX_SELF_HOSTED_ADMIN_KEY } = env
  if (CONVEX_DEPLOY_KEY) return { kind: 'cloud', name: CONVEX_DEPLOY_KEY.split('|')[0] ?? '' }
  if (CONVEX_SELF_HOSTED_URL && CONVEX_SELF_HOSTED_ADMIN_KEY) return { kind: 'self-hosted', name: CONVEX_SELF_HOSTED_URL }
  if (!CONVEX_DEPLOYMENT) return null
  return { kind: /^(?:anonymous|local):/.test(CONVEX_DEPLOYMENT) ? 'local' : 'cloud', name: CONVEX_DEPLOYMENT }
}
