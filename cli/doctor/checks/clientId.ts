import type { Check } from '../check'

export const clientId: Check = {
  id: 'client-id',
  title: 'WorkOS does not know the client id',
  about: 'Every client has keys at `/sso/jwks/<client id>`; for an unknown id the answer is 404. The id may also belong to another environment than the API key. Copy both from the same page of the dashboard, API Keys.',
  severity: 'fault',
  find: ({ app, workos }) => {
    if (workos?.client !== 'unknown' && workos?.client !== 'foreign') return undefined
    const id = app.env.WORKOS_CLIENT_ID
    return {
      what: workos.client === 'unknown' ? `WorkOS does not know the client ${id}.` : `The client ${id} belongs to another environment than the API key.`,
      seen: workos.client === 'unknown'
        ? `${app.workosOrigin}/sso/jwks/${id} answers HTTP 404.`
        : 'WorkOS accepts the key, and refuses the client together with it.',
      fix: 'Copy the client id from the same page of the dashboard as the key.',
      commands: ['npm run setup -- --client-id client_… --overwrite'],
      link: 'https://dashboard.workos.com/api-keys',
    }
  },
}
