import { NEEDED_VARIABLES, WEBHOOK_VARIABLE } from '../../lib/neededVariables'
import type { Check } from '../check'

export const convexVariables: Check = {
  id: 'convex-variables',
  title: 'A variable of the Convex deployment is missing',
  about: 'The functions need `WORKOS_CLIENT_ID`, `WORKOS_API_KEY` and, for webhooks, `WORKOS_WEBHOOK_SECRET`, on the deployment itself: it does not read `.env.local`. `npm run setup` sets them; add `--prod` to `npx convex env set` for the production deployment.',
  severity: 'fault',
  find: ({ convex }) => {
    const { variables } = convex
    if (!variables) return undefined
    const needed = [...NEEDED_VARIABLES, ...convex.isWebhookReachable ? [WEBHOOK_VARIABLE] : []]
    const missing = needed.filter(name => !variables[name])
    if (missing.length === 0) return undefined
    return {
      what: `The Convex deployment lacks ${missing.join(', ')}.`,
      seen: `It has ${Object.keys(variables).join(', ') || 'no variables'}.`,
      fix: 'Let the setup set what .env.local has and register the webhook, or set it yourself.',
      commands: ['npm run setup', ...missing.map(name => `npx convex env set ${name}`)],
      link: 'https://docs.convex.dev/production/environment-variables',
    }
  },
}
