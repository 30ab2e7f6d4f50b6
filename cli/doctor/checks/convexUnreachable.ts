import type { Check } from '../check'

export const convexUnreachable: Check = {
  id: 'convex-unreachable',
  title: 'Convex does not answer',
  about: 'Nobody answers at `CONVEX_URL`, or the Convex CLI cannot read the deployment: its own words are printed. For a self-hosted deployment check `CONVEX_SELF_HOSTED_URL` and `CONVEX_SELF_HOSTED_ADMIN_KEY`, for one in the cloud `npx convex login`. A deployment on this machine runs while `npm run dev` does.',
  severity: 'fault',
  find: ({ convex }) => !convex.unreachable
    ? undefined
    : {
        what: `The Convex deployment ${convex.deployment?.name} cannot be read.`,
        seen: convex.unreachable,
        fix: 'Check CONVEX_URL and the deployment\'s variables in .env.local; for a deployment in the cloud, sign in to Convex.',
        commands: [convex.deployment?.kind === 'cloud' ? 'npx convex login' : `curl -i ${convex.url}/version`],
        link: 'https://docs.convex.dev/self-hosting',
      },
}
