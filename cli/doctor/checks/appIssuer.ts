import type { Check } from '../check'

export const appIssuer: Check = {
  id: 'app-issuer',
  title: 'WORKOS_ISSUER does not list the issuer',
  about: 'With `WORKOS_ISSUER` set, the application accepts only tokens of the issuers in it, letter by letter, and refuses to sign anybody in with another. Add the token\'s `iss`, or leave the variable out: every client has keys of its own.',
  severity: 'fault',
  find: ({ app, token }) => {
    const iss = token?.decoded?.claims.iss
    const listed = app.env.WORKOS_ISSUER?.split(',').map(issuer => issuer.trim())
    if (!iss || !listed || listed.includes(iss)) return undefined
    return {
      what: 'The application refuses the token: its issuer is not in WORKOS_ISSUER.',
      seen: `The token's issuer (iss) is ${iss}; WORKOS_ISSUER lists ${listed.join(', ')}.`,
      fix: `Add ${iss} to WORKOS_ISSUER in .env.local, or remove the variable.`,
      link: 'https://workos.com/docs/authkit/sessions',
    }
  },
}
