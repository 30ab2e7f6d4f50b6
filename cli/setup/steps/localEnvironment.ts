import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { addressVariables } from '../../../common/tokenRefusal/addressVariables'
import { createCookiePassword } from '../../lib/cookiePassword'
import { setEnvValue } from '../../lib/envFileEdit'
import { ADDRESS_VARIABLES } from '../../lib/neededVariables'
import type { Answers } from '../answers'
import { change, mayReplace, show, type Step } from '../context'

const FILE = '.env.local'
const WORKOS = 'https://api.workos.com'
const MIN_PASSWORD = 32

/** What the server and the Convex CLI read. */
export const localEnvironment: Step = {
  title: FILE,
  run: async (context) => {
    const { progress } = context
    const path = join(context.root, FILE)
    const before = existsSync(path) ? readFileSync(path, 'utf8') : readExample(context.root)
    const present = parseEnv(before)
    const accepted: [name: string, value: string][] = []
    // An address from before would send the application elsewhere than where the key was checked.
    const emptied = strayAddressVariables(context.answers.workosOrigin, present).map((name): [string, string] => [name, ''])
    for (const [name, value] of [...wantedValues(context.answers, present.WORKOS_COOKIE_PASSWORD), ...emptied]) {
      const now = present[name] || undefined
      if (now === value) progress.right(`${name} is set`)
      else if (now === undefined) accepted.push([name, value])
      else if (await mayReplace(context, `${FILE} has ${name}=${show(name, now)}. Replace it by ${show(name, value)}?`)) accepted.push([name, value])
      else progress.left(`${name} in ${FILE} is ${show(name, now)}, and not ${show(name, value)}. Replace it with --overwrite.`)
    }
    if (accepted.length === 0) return
    const names = accepted.map(([name]) => name).join(', ')
    await change(context, { would: `write ${names} to ${FILE}`, done: `wrote ${names}` }, async () => {
      const after = accepted.reduce((text, [name, value]) => setEnvValue(text, name, value), before)
      // It holds secrets: for its owner only, unless it is there with other rights.
      writeFileSync(path, after, { mode: 0o600 })
    })
  },
}

function wantedValues({ apiKey, clientId, workosOrigin, selfHosted }: Answers, password: string | undefined): [string, string][] {
  return [
    ['WORKOS_API_KEY', apiKey],
    ['WORKOS_CLIENT_ID', clientId],
    ['WORKOS_COOKIE_PASSWORD', password && password.length >= MIN_PASSWORD ? password : createCookiePassword()],
    ...workosAddress(workosOrigin),
    ...selfHosted
      ? [['CONVEX_SELF_HOSTED_URL', selfHosted.url], ['CONVEX_SELF_HOSTED_ADMIN_KEY', selfHosted.adminKey]] as [string, string][]
      : [],
  ]
}

/** The variables that name the address of WorkOS: none for its usual one. */
export function workosAddress(origin: string): [string, string][] {
  return origin === WORKOS ? [] : addressVariables(origin)
}

/** Of those variables, the ones that must not be set. */
export function strayAddressVariables(origin: string, env: Record<string, string | undefined>): string[] {
  const wanted = new Set(workosAddress(origin).map(([name]) => name))
  return ADDRESS_VARIABLES.filter(name => env[name] && !wanted.has(name))
}

/** The example says of each variable what it is. */
function readExample(root: string): string {
  const path = join(root, '.env.example')
  return existsSync(path) ? readFileSync(path, 'utf8').replace(/^# Copy to \.env\.local\..*\n\n?/, '') : ''
}

