import type { Check } from '../check'

export const cookiePasswordShared: Check = {
  id: 'cookie-password-shared',
  title: 'Two applications seal the same cookie with different passwords',
  about: 'Found with `--compare ../other/.env.local`. Applications that share a session cookie need the same `WORKOS_COOKIE_PASSWORD`; otherwise each signs people out of the other. Copy the password of one to the other.',
  severity: 'fault',
  find: ({ app, compared }) => {
    const other = compared?.env.WORKOS_COOKIE_PASSWORD
    if (!compared || other === app.env.WORKOS_COOKIE_PASSWORD) return undefined
    return {
      what: 'The other application seals the session cookie with another password.',
      seen: `WORKOS_COOKIE_PASSWORD of ${compared.file} ${other ? `has ${other.length} characters and is not the one in use here` : 'is missing'}.`,
      fix: `Copy WORKOS_COOKIE_PASSWORD from one to the other, and restart both. If they are not meant to share sessions, give one of them another WORKOS_COOKIE_NAME.`,
      link: 'https://workos.com/docs/authkit/sessions',
    }
  },
}
