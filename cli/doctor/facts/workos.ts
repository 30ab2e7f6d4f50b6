import { z } from 'zod'
import { createWorkosApi, listAll, WorkosUnreachable, type WorkosApi } from '../../lib/workosApi'
import { readClock } from './clock'
import type { AppFacts, ClockFacts, WebhookEndpoint, WorkosFacts } from './facts'

const redirectUri = z.object({ uri: z.string() })
const webhookEndpoint = z.object({
  id: z.string(),
  endpoint_url: z.string(),
  status: z.string().default('enabled'),
  secret: z.string().nullish(),
})
const template = z.object({ content: z.string() })
const refusal = z.object({ error: z.string() })

const NOTHING: WorkosFacts = { unreachable: null, isKeyAccepted: null, client: null, redirectUris: null, webhooks: null, template: null }

export interface WorkosGathered {
  facts: WorkosFacts | null
  clock: ClockFacts | null
}

/**
 * What the environment of the API key looks like. Reads only.
 *
 * @param options.probeClient also sends one sign-in that must fail, to see whether key and client id belong together.
 */
export async function gatherWorkos(app: AppFacts, { probeClient }: { probeClient: boolean }): Promise<WorkosGathered> {
  const { WORKOS_API_KEY: key, WORKOS_CLIENT_ID: clientId } = app.env
  if (!key || !clientId) return { facts: null, clock: null }
  const api = createWorkosApi(app.workosOrigin, key)
  try {
    return await ask(api, clientId, key, probeClient)
  }
  catch (error) {
    if (error instanceof WorkosUnreachable) return { facts: { ...NOTHING, unreachable: error.message }, clock: null }
    if (error instanceof z.ZodError) return { facts: { ...NOTHING, unreachable: `${api.origin} answers, but not as WorkOS does: ${z.prettifyError(error)}` }, clock: null }
    throw error
  }
}

async function ask(api: WorkosApi, clientId: string, key: string, probeClient: boolean): Promise<WorkosGathered> {
  const asked = Date.now()
  const users = await api.request('GET', '/user_management/users?limit=1')
  const clock = readClock('WorkOS', users.headers.get('date'), asked, Date.now())
  const keys = await api.request('GET', `/sso/jwks/${encodeURIComponent(clientId)}`)
  const isClientKnown = keys.status === 404 ? 'unknown' as const : 'known' as const
  if (users.status === 401) return { facts: { ...NOTHING, isKeyAccepted: false, client: isClientKnown }, clock }

  const [redirectUris, webhooks, jwtTemplate] = await Promise.all([
    listAll(api, '/user_management/redirect_uris', redirectUri),
    listAll(api, '/webhook_endpoints', webhookEndpoint),
    api.request('GET', '/user_management/jwt_template'),
  ])
  const isForeign = isClientKnown === 'known' && probeClient && await isClientForeign(api, clientId, key)
  return {
    facts: {
      unreachable: null,
      isKeyAccepted: true,
      client: isForeign ? 'foreign' : isClientKnown,
      redirectUris: Array.isArray(redirectUris) ? redirectUris.map(({ uri }) => uri) : null,
      webhooks: Array.isArray(webhooks) ? webhooks.map(toWebhook) : null,
      template: readTemplate(jwtTemplate.status, jwtTemplate.body),
    },
    clock,
  }
}

/** A refresh token that does not exist is refused as such only when key and client id are accepted together. */
async function isClientForeign(api: WorkosApi, clientId: string, key: string): Promise<boolean> {
  const { body } = await api.request('POST', '/user_management/authenticate', {
    grant_type: 'refresh_token', refresh_token: 'does-not-exist', client_id: clientId, client_secret: key,
  })
  return ['invalid_client', 'unauthorized_client'].includes(refusal.safeParse(body).data?.error ?? '')
}

function toWebhook({ id, endpoint_url, status, secret }: z.infer<typeof webhookEndpoint>): WebhookEndpoint {
  return { id, url: endpoint_url, enabled: status === 'enabled', secret: secret ?? null }
}

function readTemplate(status: number, body: unknown): WorkosFacts['template'] {
  if (status === 404) return { content: null }
  const parsed = template.safeParse(body)
  return status === 200 && parsed.success ? parsed.data : null
}

