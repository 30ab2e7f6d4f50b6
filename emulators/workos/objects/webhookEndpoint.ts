export interface WebhookEndpoint {
  readonly id: string
  readonly endpoint_url: string
  readonly secret: string
  readonly status: 'enabled' | 'disabled'
  readonly events: readonly string[]
  readonly created_at: string
  readonly updated_at: string
}

/** The secret is readable once, in the answer that created the endpoint. */
export const presentNewWebhookEndpoint = (endpoint: WebhookEndpoint) => ({ object: 'webhook_endpoint', ...endpoint })

export function presentWebhookEndpoint(endpoint: WebhookEndpoint) {
  return { ...presentNewWebhookEndpoint(endpoint), secret: `whsec_…${endpoint.secret.slice(-4)}` }
}
