import type { Check } from '../check'

export const webhookEndpoint: Check = {
  id: 'webhook-endpoint',
  title: 'The webhook is not registered',
  about: 'Without it Convex does not hear of changed and deleted users, organizations and memberships. `npm run setup` registers `<CONVEX_SITE_URL>/workos/webhook` and gives the secret to Convex. WorkOS cannot reach a Convex on your own machine; the doctor then says that it did not look.',
  severity: 'fault',
  find: ({ convex, workos }) => {
    if (!workos?.webhooks || !convex.webhookUrl || !convex.isWebhookReachable) return undefined
    const endpoint = workos.webhooks.find(({ url }) => url === convex.webhookUrl)
    if (endpoint?.enabled) return undefined
    return {
      what: endpoint ? `The webhook endpoint ${convex.webhookUrl} is disabled.` : `No webhook endpoint is registered for ${convex.webhookUrl}.`,
      seen: workos.webhooks.length === 0 ? 'WorkOS has none.' : `WorkOS has ${workos.webhooks.map(({ url, enabled }) => `${url}${enabled ? '' : ' (disabled)'}`).join(', ')}.`,
      fix: endpoint ? 'Enable it in the dashboard, Webhooks.' : 'Let the setup register it and give its secret to Convex.',
      commands: endpoint ? [] : ['npm run setup'],
      link: 'https://dashboard.workos.com/webhooks',
    }
  },
}
