import { parseEnv } from 'node:util'
import { Problem } from './problem'
import type { ConvexCli } from './runConvex'

/**
 * The environment variables of the deployment.
 *
 * @throws Problem with the CLI's own words, when it cannot read them.
 */
export async function readDeploymentVariables(convex: ConvexCli): Promise<Record<string, string>> {
  const { code, stdout, said } = await convex.run(['env', 'list', '--include-values'])
  if (code !== 0) throw new Problem(`The variables of the Convex deployment cannot be read.\n\n${said.trim()}`)
  return Object.fromEntries(Object.entries(parseEnv(stdout)).map(([name, value]) => [name, value ?? '']))
}

/** @throws Problem with the CLI's own words, when it cannot set them. */
export async function setDeploymentVariables(convex: ConvexCli, variables: Record<string, string>): Promise<void> {
  const lines = Object.entries(variables).map(([name, value]) => `${name}=${quote(value)}`)
  const { code, said } = await convex.run(['env', 'set', '--force'], `${lines.join('\n')}\n`)
  if (code !== 0) throw new Problem(`The variables of the Convex deployment cannot be set.\n\n${said.trim()}`)
}

/** @throws Problem with the CLI's own words, when it cannot. */
export async function removeDeploymentVariable(convex: ConvexCli, name: string): Promise<void> {
  const { code, said } = await convex.run(['env', 'remove', name])
  if (code !== 0) throw new Problem(`${name} cannot be removed from the Convex deployment.\n\n${said.trim()}`)
}

/** In single quotes nothing has a meaning of its own, except for the quote. */
function quote(value: string): string {
  if (value.includes('\'')) throw new Problem('A variable of a Convex deployment cannot hold a single quote when it is set from here.')
  return `'${value}'`
}
