import type { Check } from '../check'

export const convexApiKey: Check = {
  id: 'convex-api-key',
  title: 'Convex has another API key',
  about: '`WORKOS_API_KEY` of the deployment is not the one in `.env.local`, so Convex asks another WorkOS environment for users, or none. Where both are keys of the same environment, ignore it or use one of them: `npm run setup -- --overwrite`.',
  severity: 'warning',
  find: ({ app, convex }) => {
    const theirs = convex.variables?.WORKOS_API_KEY
    const ours = app.env.WORKOS_API_KEY
    if (!theirs || !ours || theirs === ours) return undefined
    return {
      what: 'The Convex deployment has another WORKOS_API_KEY than the application.',
      seen: `The application's begins with ${ours.slice(0, 8)} and ends in ${ours.slice(-4)}; Convex's begins with ${theirs.slice(0, 8)} and ends in ${theirs.slice(-4)}.`,
      fix: 'Unless both are keys of the same environment, give Convex the application\'s.',
      commands: ['npm run setup -- --overwrite'],
      link: 'https://docs.convex.dev/production/environment-variables',
    }
  },
}
