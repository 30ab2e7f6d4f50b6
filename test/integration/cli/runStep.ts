import { createWorkosApi } from '../../../cli/lib/workosApi'
import { askNobody, type Ask } from '../../../cli/setup/ask'
import type { SetupContext, Step } from '../../../cli/setup/context'
import { checkCredentials } from '../../../cli/setup/credentials'
import { readSetupOptions } from '../../../cli/setup/options'
import { createProgress } from '../../../cli/setup/progress'
import { workosAddress } from '../../../cli/setup/steps/localEnvironment'
import { WORKOS_EMULATOR } from '../../../emulators/defaults'

const { apiKey, clientId } = WORKOS_EMULATOR

export interface StepRun {
  args?: string[]
  ask?: Ask
  env?: Record<string, string>
  variables?: SetupContext['variables']
}

/** Runs one step of the setup on an emulator, after the check of the credentials. @returns what it printed. */
export async function runStep(step: Step, workosUrl: string, { args = [], ask = askNobody, env = {}, variables }: StepRun = {}): Promise<string> {
  const lines: string[] = []
  const options = readSetupOptions(args)
  const answers = { apiKey, clientId, workosOrigin: workosUrl, appOrigin: options['app-url'] ?? 'http://localhost:3000', convex: 'cloud' as const, selfHosted: null }
  await step.run({
    answers,
    ask,
    options,
    progress: createProgress(line => lines.push(line)),
    workos: createWorkosApi(workosUrl, apiKey),
    found: await checkCredentials(answers),
    readEnv: () => ({ WORKOS_API_KEY: apiKey, WORKOS_CLIENT_ID: clientId, ...Object.fromEntries(workosAddress(workosUrl)), ...env }),
    ...variables && { variables },
  } as Partial<SetupContext> as SetupContext)
  return lines.join('\n')
}

/** The variables of a deployment that is nowhere but here. */
export function variablesInMemory(variables: Record<string, string>): NonNullable<StepRun['variables']> {
  return {
    read: async () => ({ ...variables }),
    set: async changes => void Object.assign(variables, changes),
    remove: async name => void Reflect.deleteProperty(variables, name),
  }
}
