import { change, mayReplace, readVariables, show, type SetupContext, type Step } from '../context'
import { strayAddressVariables, workosAddress } from './localEnvironment'

/** What auth.config.ts and the functions read. */
export const deploymentEnvironment: Step = {
  title: 'Variables of the Convex deployment',
  run: async (context) => {
    const { answers, progress } = context
    const wanted: [string, string][] = [
      ['WORKOS_CLIENT_ID', answers.clientId],
      ['WORKOS_API_KEY', answers.apiKey],
      ...workosAddress(answers.workosOrigin),
    ]
    const present = await readVariables(context)
    const accepted: Record<string, string> = {}
    for (const [name, value] of wanted) {
      const now = present[name]
      if (now === value) progress.right(`${name} is set`)
      else if (!now || await mayReplace(context, `The deployment has ${name}=${show(name, now)}. Replace it by ${show(name, value)}?`)) accepted[name] = value
      else progress.left(`${name} of the deployment is ${show(name, now)}, and not ${show(name, value)}. Replace it with --overwrite.`)
    }
    await setAll(context, accepted)
    for (const name of strayAddressVariables(answers.workosOrigin, present)) await removeStray(context, name, present[name] ?? '')
  },
}

async function setAll(context: SetupContext, variables: Record<string, string>): Promise<void> {
  const names = Object.keys(variables).join(', ')
  if (!names) return
  await change(context, { would: `set ${names}`, done: `set ${names}` }, () => context.variables.set(variables))
}

/** It would send the functions to another WorkOS than the application. */
async function removeStray(context: SetupContext, name: string, value: string): Promise<void> {
  if (!await mayReplace(context, `The deployment has ${name}=${value}, and the application does not. Remove it?`)) {
    return context.progress.left(`${name}=${value} of the deployment is not in .env.local. Remove it with --overwrite.`)
  }
  await change(context, { would: `remove ${name}`, done: `removed ${name}` }, () => context.variables.remove(name))
}
