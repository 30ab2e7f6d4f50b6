import { z } from 'zod'
import { WORKOS_EVENTS } from '../../../common/workosEvents'
import { isLoopback } from '../../../server/utils/loopback'
import type { WebhookEndpoint } from '../../doctor/facts/facts'
import { WEBHOOK_VARIABLE } from '../../lib/neededVariables'
import { Problem } from '../../lib/problem'
import { isSecretOf, splitSecrets } from '../../lib/webhookSecret'
import { describeFailedAnswer } from '../../lib/workosApi'
import { siteUrlOf, WEBHOOK_PATH } from '../../lib/workosAddress'
import { change, readVariables, type SetupContext, type Step } from '../context'

const PATH = '/webhook_endpoints'
const created = z.object({ id: z.string(), secret: z.string().min(1) })

/** Registers the endpoint and gives its secret to Convex at once: WorkOS shows it only in this one answer. */
export const webhook: Step = {
  title: 'WorkOS webhook',
  run: async (context) => {
    const { options, progress, found } = context
    if (options['no-webhook']) return progress.skipped('left alone (--no-webhook)')
    const url = webhookUrl(context)
    if (url === null) return progress.would('register the deployment\'s /workos/webhook')
    if (!options['webhook-url'] && isLoopback(new URL(url).hostname) && !isLoopback(new URL(context.answers.workosOrigin).hostname)) {
      return progress.skipped(`left alone: WorkOS cannot reach ${url} on this machine. With a tunnel, say its address: --webhook-url https://…${WEBHOOK_PATH}`)
    }
    const secrets = (await readVariables(context))[WEBHOOK_VARIABLE] ?? ''
    const endpoint = found.webhooks?.find(candidate => candidate.url === url)
    if (options['webhook-secret']) return await addSecret(context, secrets, options['webhook-secret'])
    if (!endpoint) return await create(context, url, secrets)
    await keepOrRecreate(context, endpoint, secrets)
  },
}

function webhookUrl({ options, readEnv }: SetupContext): string | null {
  const siteUrl = siteUrlOf(readEnv())
  return options['webhook-url'] ?? (siteUrl && siteUrl + WEBHOOK_PATH)
}

async function keepOrRecreate(context: SetupContext, endpoint: WebhookEndpoint, secrets: string): Promise<void> {
  const { ask, options, progress } = context
  const isShared = secrets ? isSecretOf(endpoint.secret ?? '', secrets) : false
  if (!options['recreate-webhook'] && isShared !== false) {
    progress.right(`${endpoint.url} is registered${isShared === null ? '; whether Convex has its secret cannot be compared' : ', and Convex has its secret'}`)
    return endpoint.enabled ? undefined : await enable(context, endpoint)
  }
  const problem = `${endpoint.url} is registered, but Convex does not have its secret, and WorkOS shows a secret only when it makes an endpoint.`
  const mayRecreate = options['recreate-webhook'] || (!options['dry-run'] && await ask.confirm(`${problem} Delete the endpoint and make it anew?`))
  if (mayRecreate) return await recreate(context, endpoint, secrets)
  progress.left(`${problem}\nMake it anew with --recreate-webhook, or copy the secret from the dashboard: --webhook-secret whsec_…`)
}

async function create(context: SetupContext, url: string, secrets: string): Promise<void> {
  await change(context, { would: `register ${url} and give its secret to Convex`, done: `${url} is registered, and Convex has its secret` }, async () => {
    const answer = await context.workos.request('POST', PATH, { endpoint_url: url, events: WORKOS_EVENTS })
    const endpoint = created.safeParse(answer.body)
    if (answer.status >= 300 || !endpoint.success) throw new Problem(`WorkOS does not take the webhook endpoint ${url} (${describeFailedAnswer(answer)}).`)
    try {
      await storeSecret(context, secrets, endpoint.data.secret)
    }
    catch (error) {
      // Nobody will ever see its secret again, so it is of no use to the next run.
      await context.workos.request('DELETE', `${PATH}/${endpoint.data.id}`)
      throw error
    }
  })
}

async function recreate(context: SetupContext, { id, url }: WebhookEndpoint, secrets: string): Promise<void> {
  await change(context, { would: `delete the endpoint ${url}`, done: `deleted the endpoint ${url}` }, async () => {
    const answer = await context.workos.request('DELETE', `${PATH}/${id}`)
    if (answer.status >= 300) throw new Problem(`WorkOS does not delete the webhook endpoint ${url} (${describeFailedAnswer(answer)}).`)
  })
  await create(context, url, secrets)
}

async function enable(context: SetupContext, { id, url }: WebhookEndpoint): Promise<void> {
  await change(context, { would: `enable ${url}`, done: `${url} is enabled` }, async () => {
    const answer = await context.workos.request('PATCH', `${PATH}/${id}`, { status: 'enabled' })
    if (answer.status >= 300) throw new Problem(`WorkOS does not enable the webhook endpoint ${url} (${describeFailedAnswer(answer)}).`)
  })
}

async function addSecret(context: SetupContext, secrets: string, secret: string): Promise<void> {
  if (splitSecrets(secrets).includes(secret)) return context.progress.right('Convex has this secret')
  await change(context, { would: `add the secret to ${WEBHOOK_VARIABLE} of Convex`, done: 'Convex has the secret' }, () => storeSecret(context, secrets, secret))
}

/** The others stay: an event may be on its way with one of them, or another endpoint may use it. */
async function storeSecret({ variables }: SetupContext, secrets: string, secret: string): Promise<void> {
  await variables.set({ [WEBHOOK_VARIABLE]: [secret, ...splitSecrets(secrets)].join(',') })
}
