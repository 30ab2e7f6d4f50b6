import type { Check } from '../check'

export const convexDeployment: Check = {
  id: 'convex-deployment',
  title: 'No Convex deployment is chosen',
  about: 'Neither `CONVEX_DEPLOYMENT` nor `CONVEX_DEPLOY_KEY` nor `CONVEX_SELF_HOSTED_URL` with `CONVEX_SELF_HOSTED_ADMIN_KEY` is set. `npm run setup` makes a deployment or takes yours.',
  severity: 'fault',
  find: ({ convex }) => convex.deployment
    ? undefined
    : {
        what: 'No Convex deployment is chosen.',
        seen: 'CONVEX_DEPLOYMENT, CONVEX_DEPLOY_KEY and CONVEX_SELF_HOSTED_URL are not set.',
        fix: 'Let the setup make one: in the cloud, on this machine, or on your own server.',
        commands: ['npm run setup'],
        link: 'https://docs.convex.dev/cli',
      },
}
