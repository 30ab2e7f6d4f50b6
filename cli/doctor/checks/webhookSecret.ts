import { isSecretOf } from '../../lib/webhookSecret'
import type { Check } from '../check'

export const webhookSecret: Check = {
  id: 'webhook-secret',
  title: 'Convex has another webhook secret',
  about: 'Convex refuses every event, because none of the secrets in its variable `WORKOS_WEBHOOK_SECRET` (a list, separated by commas) signs them. WorkOS shows a secret only once. `npm run setup -- --recreate-webhook` makes the endpoint anew and gives its secret to Convex; or copy it from the dashboard: `npm run setup -- --webhook-secret whsec_…`.',
  severity: 'fault',
  find: ({ convex, workos }) => {
    const endpoint = workos?.webhooks?.find(({ url }) => url === convex.webhookUrl)
    const known = convex.variables?.WORKOS_WEBHOOK_SECRET
    if (!endpoint?.secret || !known || isSecretOf(endpoint.secret, known) !== false) return undefined
    return {
      what: 'Convex cannot verify webhooks: it has another secret than the endpoint.',
      seen: `The secret of ${endpoint.url} ends in ${endpoint.secret.slice(-4)}, and none in WORKOS_WEBHOOK_SECRET of the deployment does.`,
      fix: 'Make the endpoint anew, or copy its secret from the dashboard to `npm run setup -- --webhook-secret`.',
      commands: ['npm run setup -- --recreate-webhook'],
      link: 'https://dashboard.workos.com/webhooks',
    }
  },
}
