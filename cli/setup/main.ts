import { readEnvironment } from '../lib/envFiles'
import type { Children } from '../lib/children'
import { ROOT } from '../lib/root'
import { createDeploymentVariables } from '../lib/deploymentVariables'
import { createConvexCli } from '../lib/runConvex'
import { createWorkosApi } from '../lib/workosApi'
import { collectAnswers } from './answers'
import { askNobody, askPerson } from './ask'
import { renderChecklist } from './checklist'
import type { SetupContext } from './context'
import { checkCredentials } from './credentials'
import { readSetupOptions, SETUP_USAGE } from './options'
import { createProgress, type Progress } from './progress'
import { steps } from './steps/table'

/** Configures WorkOS, Convex and .env.local. Each step looks first, and says what was right already. */
export async function setup(children: Children, args: string[]): Promise<void> {
  const options = readSetupOptions(args)
  if (options.help) return console.log(SETUP_USAGE)
  const isInteractive = !options.yes && process.stdin.isTTY === true && process.stdout.isTTY === true
  const ask = isInteractive ? askPerson : askNobody
  const progress = createProgress()
  const readEnv = () => readEnvironment(ROOT)

  const answers = await collectAnswers(options, readEnv(), ask)
  progress.step('WorkOS')
  const found = await checkCredentials(answers)
  progress.right(`${answers.workosOrigin} accepts the API key and the client ${answers.clientId}`)

  const context: SetupContext = {
    root: ROOT, children, options, answers, ask, progress, found, readEnv,
    workos: createWorkosApi(answers.workosOrigin, answers.apiKey),
    convexCli: env => createConvexCli(children, ROOT, env),
    variables: createDeploymentVariables(createConvexCli(children, ROOT)),
  }
  for (const step of steps) {
    progress.step(step.title)
    await step.run(context)
  }
  console.log(renderChecklist(answers.appOrigin))
  console.log(`\n${summary(progress)}\n`)
  process.exitCode = progress.counts().left > 0 ? 1 : 0
}

function summary(progress: Progress): string {
  const { done, would, left } = progress.counts()
  if (would > 0) return `${would} changes would be made. Nothing was changed.`
  const head = done === 0 ? 'Nothing had to be changed.' : `${done} ${done === 1 ? 'change' : 'changes'} made.`
  const rest = left > 0 ? ` ${left} left, marked with ! above.` : ''
  return `${head}${rest} Next: \`npm run dev\`, and \`npm run doctor\` when something is wrong.`
}
