import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chosenDeployment } from '../../lib/convexDeployment'
import { setEnvValue } from '../../lib/envFileEdit'
import { Problem } from '../../lib/problem'
import { change, mayReplace, type SetupContext, type Step } from '../context'

/**
 * A deployment, and its address in .env.local, before anything is pushed: auth.config.ts reads variables of the
 * deployment, and the first push fails where they are not set.
 */
export const deployment: Step = {
  title: 'Convex deployment',
  run: async (context) => {
    const { answers, progress } = context
    await leaveOther(context)
    const env = context.readEnv()
    const chosen = chosenDeployment(env)
    if (chosen?.kind === answers.convex && env.CONVEX_URL && await isAddressOf(context, env.CONVEX_URL)) return progress.right(`${chosen.name} at ${env.CONVEX_URL}`)
    await change(context, { would: `make or choose a deployment (${answers.convex})`, done: 'deployment is ready' }, async () => {
      await provision(context)
      const after = context.readEnv()
      if (!after.CONVEX_URL) throw new Problem('The Convex CLI ended well, but .env.local has no CONVEX_URL. Run `npx convex dev --once`, then this again.')
    })
  },
}

/** The CLI takes a deployment of its own and a self-hosted one together for a mistake, and stops. */
async function leaveOther(context: SetupContext): Promise<void> {
  const { answers, progress, root, options } = context
  const { CONVEX_DEPLOYMENT } = context.readEnv()
  const chosen = CONVEX_DEPLOYMENT ? chosenDeployment({ CONVEX_DEPLOYMENT }) : null
  if (!chosen || chosen.kind === answers.convex) return
  if (!await mayReplace(context, `.env.local uses the deployment ${chosen.name} (${chosen.kind}). Use ${answers.convex} instead?`)) {
    throw new Problem(`.env.local uses the Convex deployment ${chosen.name} (${chosen.kind}). To use ${answers.convex} instead, add --overwrite.`)
  }
  if (options['dry-run']) return progress.would(`take CONVEX_DEPLOYMENT=${chosen.name} out of .env.local`)
  const path = join(root, '.env.local')
  const emptied = ['CONVEX_DEPLOYMENT', 'CONVEX_URL', 'CONVEX_SITE_URL']
  writeFileSync(path, emptied.reduce((text, name) => setEnvValue(text, name, ''), readFileSync(path, 'utf8')))
  progress.done(`took CONVEX_DEPLOYMENT=${chosen.name} out of .env.local`)
}

/** A self-hosted deployment may have been replaced by another one; only it knows its public address. */
async function isAddressOf({ answers, options, convexCli, readEnv }: SetupContext, url: string): Promise<boolean> {
  if (answers.convex !== 'self-hosted' || options['dry-run']) return true
  await runToEnd(convexCli(), ['init'])
  return readEnv().CONVEX_URL === url
}

async function provision({ answers, options, ask, convexCli, readEnv }: SetupContext): Promise<void> {
  const isChosen = chosenDeployment(readEnv())?.kind === answers.convex
  if (isChosen || answers.convex === 'self-hosted') return await runToEnd(convexCli(), ['init'])
  // Without the variable the CLI would offer an account first.
  if (answers.convex === 'local') return await runToEnd(convexCli({ CONVEX_AGENT_MODE: 'anonymous' }), ['init'])

  const configure = ['dev', '--once', '--skip-push', '--configure']
  const { 'convex-team': team, 'convex-project': project } = options
  if (team && project) return await runToEnd(convexCli(), [...configure, 'existing', '--team', team, '--project', project, '--dev-deployment', 'cloud'])
  if (!ask.isInteractive) throw new Problem('Say which project of Convex Cloud to use with --convex-team and --convex-project, after `npx convex login`; or set CONVEX_DEPLOY_KEY.')
  const code = await convexCli().talk(configure)
  if (code !== 0) throw new Problem('The Convex CLI stopped. Run this again to go on.')
}

async function runToEnd(convex: ReturnType<SetupContext['convexCli']>, args: string[]): Promise<void> {
  const { code, said } = await convex.run(args)
  if (code !== 0) throw new Problem(`\`npx convex ${args.join(' ')}\` failed.\n\n${said.trim()}`)
}
