import { chosenDeployment, type DeploymentKind } from '../lib/convexDeployment'
import { appOriginOf, workosOriginOf } from '../lib/workosAddress'
import type { Ask } from './ask'
import type { SetupOptions } from './options'

export interface Answers {
  apiKey: string
  clientId: string
  workosOrigin: string
  appOrigin: string
  convex: DeploymentKind
  /** Of a self-hosted deployment; null for the others. */
  selfHosted: { url: string, adminKey: string } | null
}

type Env = Record<string, string | undefined>

/** What setup has to know, from the first that knows it: an option, the environment, the person. */
export async function collectAnswers(options: SetupOptions, env: Env, ask: Ask): Promise<Answers> {
  const apiKey = options['api-key'] ?? (env.WORKOS_API_KEY || await ask.secret({
    message: 'WorkOS API key (dashboard.workos.com, API Keys)',
    flag: '--api-key',
    validate: answer => answer.startsWith('sk_') ? undefined : 'An API key begins with sk_.',
  }))
  const clientId = options['client-id'] ?? (env.WORKOS_CLIENT_ID || await ask.text({
    message: 'WorkOS client id (on the same page)',
    flag: '--client-id',
    hint: 'client_…',
    validate: answer => answer.startsWith('client_') ? undefined : 'A client id begins with client_.',
  }))
  const convex = options.convex ?? chosenDeployment(env)?.kind ?? await ask.choose<DeploymentKind>({ message: 'Where does Convex run?', flag: '--convex' }, [
    { value: 'cloud', label: 'Convex Cloud', hint: 'an account; the Convex CLI asks for the project' },
    { value: 'local', label: 'On this machine', hint: 'no account; WorkOS cannot deliver webhooks to it' },
    { value: 'self-hosted', label: 'Self-hosted', hint: 'your own server: address and admin key' },
  ])
  return {
    apiKey,
    clientId,
    workosOrigin: options['workos-url'] ?? workosOriginOf(env),
    appOrigin: options['app-url'] ?? appOriginOf(env),
    convex,
    selfHosted: convex === 'self-hosted' ? await askSelfHosted(options, env, ask) : null,
  }
}

async function askSelfHosted(options: SetupOptions, env: Env, ask: Ask): Promise<NonNullable<Answers['selfHosted']>> {
  return {
    url: options['convex-url'] ?? (env.CONVEX_SELF_HOSTED_URL || await ask.text({
      message: 'Address of the Convex deployment',
      flag: '--convex-url',
      hint: 'https://convex.example.com',
      validate: answer => URL.canParse(answer) ? undefined : 'An address such as https://convex.example.com.',
    })),
    adminKey: options['convex-admin-key'] ?? (env.CONVEX_SELF_HOSTED_ADMIN_KEY || await ask.secret({
      message: 'Admin key of the Convex deployment',
      flag: '--convex-admin-key',
    })),
  }
}
