import { readIssuer } from '../../../common/tokenRefusal/issuerShape'
import type { Check } from '../check'
import type { ConvexFacts } from '../facts/facts'

export const convexClientId: Check = {
  id: 'convex-client-id',
  title: 'Convex has another client id',
  about: 'Told when there is no token to look at. `WORKOS_CLIENT_ID` of the deployment differs from the one in `.env.local`. That is right only when tokens name the deployment\'s in `iss` (WorkOS\'s Multiple Applications); sign in once to know: `npm run doctor -- --email you@example.com`.',
  severity: 'fault',
  find: ({ app, convex, token }) => {
    const theirs = expectedClientId(convex)
    const ours = app.env.WORKOS_CLIENT_ID
    if (!theirs || !ours || theirs === ours || token?.decoded) return undefined
    return {
      what: `The Convex deployment expects tokens of the client ${theirs}, and the application is ${ours}.`,
      seen: 'WORKOS_CLIENT_ID differs between the deployment and .env.local.',
      fix: 'Give Convex the application\'s client id; or sign in once, if you believe that tokens name the other.',
      commands: [`npx convex env set WORKOS_CLIENT_ID ${ours}`, 'npm run doctor -- --email you@example.com'],
      link: 'https://docs.convex.dev/auth/authkit',
    }
  },
}

/** As the variable says, or else as the deployment lists its providers. */
function expectedClientId({ variables, listed }: ConvexFacts): string | null | undefined {
  return variables ? variables.WORKOS_CLIENT_ID : listed?.map(({ issuer }) => readIssuer(issuer)).find(shape => shape?.form === 'client')?.clientId
}
