import type { WorkosFacts } from '../doctor/facts/facts'
import type { Children } from '../lib/children'
import type { DeploymentVariables } from '../lib/deploymentVariables'
import type { ConvexCli } from '../lib/runConvex'
import type { WorkosApi } from '../lib/workosApi'
import type { Answers } from './answers'
import type { Ask } from './ask'
import type { SetupOptions } from './options'
import type { Progress } from './progress'

/** What every step works with. */
export interface SetupContext {
  root: string
  children: Children
  options: SetupOptions
  answers: Answers
  ask: Ask
  progress: Progress
  workos: WorkosApi
  /** What the WorkOS environment looked like at the start. */
  found: WorkosFacts
  /** @param env for this command only. */
  convexCli: (env?: NodeJS.ProcessEnv) => ConvexCli
  /** Of the Convex deployment, once there is one. */
  variables: DeploymentVariables
  /** The environment as the files and the shell have it now. */
  readEnv: () => Record<string, string | undefined>
}

export interface Step {
  title: string
  run: (context: SetupContext) => Promise<void>
}

/** Does it and says so; in a dry run only says what it would do. @param what as in "would …" and, once done, "…". */
export async function change({ options, progress }: SetupContext, what: { would: string, done: string }, apply: () => Promise<void>): Promise<void> {
  if (options['dry-run']) return progress.would(what.would)
  await apply()
  progress.done(what.done)
}

/** The variables of the deployment; none when there is none yet, as in a dry run. */
export async function readVariables({ options, readEnv, variables }: SetupContext): Promise<Readonly<Record<string, string>>> {
  return options['dry-run'] && !readEnv().CONVEX_URL ? {} : await variables.read()
}

/** Whether something that differs may be replaced: never without being told to. */
export async function mayReplace({ options, ask }: SetupContext, question: string): Promise<boolean> {
  return options.overwrite || (ask.isInteractive && !options['dry-run'] && await ask.confirm(question))
}

/** A variable's value as it may be shown: of a secret only enough to recognise it. */
export function show(name: string, value: string): string {
  if (!/KEY|PASSWORD|SECRET/.test(name)) return value || 'empty'
  return value.length > 12 ? `${value.slice(0, 8)}…${value.slice(-4)}` : '…'
}
