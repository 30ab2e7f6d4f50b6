import { isRegisteredUrl } from '../../../emulators/workos/http/registeredUrl'
import type { Check } from '../check'

export const redirectUri: Check = {
  id: 'redirect-uri',
  title: 'The redirect URI is not registered',
  about: 'Sign-in through a provider or SSO ends on an error page of WorkOS. The address must be registered letter by letter. `npm run setup` registers `<application>/auth/callback`; name another application with `--app-url`.',
  severity: 'fault',
  find: ({ app, workos }) => {
    if (!workos?.redirectUris || workos.redirectUris.some(registered => isRegisteredUrl(app.redirectUri, registered))) return undefined
    return {
      what: `The redirect URI ${app.redirectUri} is not registered with WorkOS.`,
      seen: workos.redirectUris.length === 0 ? 'None is.' : `Registered: ${workos.redirectUris.join(', ')}.`,
      fix: 'Register it.',
      commands: [`npm run setup -- --app-url ${app.origin}`],
      link: 'https://workos.com/docs/authkit/redirect-uri',
    }
  },
}
