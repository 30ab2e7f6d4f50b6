import type { Check } from '../check'

export const apiKey: Check = {
  id: 'api-key',
  title: 'WorkOS refuses the API key',
  about: 'The key was revoked, mistyped, or belongs to another address of WorkOS. Copy the secret key from the dashboard, API Keys, and run `npm run setup -- --api-key sk_… --overwrite`.',
  severity: 'fault',
  find: ({ app, workos }) => workos?.isKeyAccepted !== false
    ? undefined
    : {
        what: 'WorkOS refuses WORKOS_API_KEY.',
        seen: `${app.workosOrigin} answers HTTP 401 to the key ${app.env.WORKOS_API_KEY?.slice(0, 8)}….`,
        fix: 'Copy the secret key of your environment from the dashboard, API Keys.',
        commands: ['npm run setup -- --api-key sk_… --overwrite'],
        link: 'https://dashboard.workos.com/api-keys',
      },
}
