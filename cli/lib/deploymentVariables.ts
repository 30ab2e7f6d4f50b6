import { parseEnv } from 'node:util'
import { Problem } from './problem'
import type { ConvexCli } from './runConvex'

/** The environment variables of a deployment. Read at most once: starting the Convex CLI takes seconds. */
export interface DeploymentVariables {
  /** @throws Problem with the CLI's own words, when it cannot read them. */
  read: () => Promise<Readonly<Record<string, string>>>
  /** @throws Problem with the CLI's own words, when it cannot set them. */
  set: (variables: Record<string, string>) => Promise<void>
  /** @throws Problem with the CLI's own words, when it cannot. */
  remove: (name: string) => Promise<void>
}

export function createDeploymentVariables(convex: ConvexCli): DeploymentVariables {
  let known: Record<string, string> | undefined

  async function run(what: string, args: string[], input?: string): Promise<string> {
    const { code, stdout, said } = await convex.run(args, input)
    if (code !== 0) throw new Problem(`${what}.\n\n${said.trim()}`)
    return stdout
  }

  return {
    read: async () => known ??= parseVariables(await run('The variables of the Convex deployment cannot be read', ['env', 'list', '--include-values'])),
    set: async (variables) => {
      const lines = Object.entries(variables).map(([name, value]) => `${name}=${quote(value)}\n`)
      await run('The variables of the Convex deployment cannot be set', ['env', 'set', '--force'], lines.join(''))
      if (known) Object.assign(known, variables)
    },
    remove: async (name) => {
      await run(`${name} cannot be removed from the Convex deployment`, ['env', 'remove', name])
      if (known) known = Object.fromEntries(Object.entries(known).filter(([present]) => present !== name))
    },
  }
}

function parseVariables(text: string): Record<string, string> {
  return Object.fromEntries(Object.entries(parseEnv(text)).map(([name, value]) => [name, value ?? '']))
}

/** In single quotes nothing has a meaning of its own, except for the quote. */
function quote(value: string): string {
  if (value.includes('\'')) throw new Problem('A variable of a Convex deployment cannot hold a single quote when it is set from here.')
  return `'${value}'`
}
