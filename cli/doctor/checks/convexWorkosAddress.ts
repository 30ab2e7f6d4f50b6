import { ADDRESS_VARIABLES } from '../../lib/neededVariables'
import { workosOriginOf } from '../../lib/workosAddress'
import type { Check } from '../check'

export const convexWorkosAddress: Check = {
  id: 'convex-workos-address',
  title: 'Convex looks for WorkOS at another address',
  about: '`WORKOS_API_HOSTNAME`, `WORKOS_API_PORT` and `WORKOS_API_HTTPS`, for a custom authentication domain or an emulator, must be the same on the deployment and in `.env.local`. `npm run setup -- --overwrite` copies them; what is set on the deployment only has to go: `npx convex env remove`.',
  severity: 'fault',
  find: ({ app, convex }) => {
    const { variables } = convex
    if (!variables || workosOriginOf(variables) === app.workosOrigin) return undefined
    const commands = ADDRESS_VARIABLES.flatMap((name) => {
      if ((variables[name] || '') === (app.env[name] || '')) return []
      return app.env[name] ? [`npx convex env set ${name} ${app.env[name]}`] : [`npx convex env remove ${name}`]
    })
    return {
      what: 'The Convex deployment looks for WorkOS at another address than the application.',
      seen: `The application's is ${app.workosOrigin}, Convex's is ${workosOriginOf(variables)}.`,
      fix: 'Set the same on the deployment as in .env.local.',
      commands,
      link: 'https://workos.com/docs/custom-domains/auth-api',
    }
  },
}
