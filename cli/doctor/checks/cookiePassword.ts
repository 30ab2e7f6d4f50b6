import type { Check } from '../check'

export const cookiePassword: Check = {
  id: 'cookie-password',
  title: 'The cookie password is missing or short',
  about: '`WORKOS_COOKIE_PASSWORD` seals the session cookie and needs 32 characters or more. `npm run setup` makes one. A new password signs everybody out.',
  severity: 'fault',
  find: ({ app }) => {
    const problem = app.problems.find(({ variable }) => variable === 'WORKOS_COOKIE_PASSWORD')
    if (!problem) return undefined
    const length = app.env.WORKOS_COOKIE_PASSWORD?.length ?? 0
    return {
      what: length === 0 ? 'WORKOS_COOKIE_PASSWORD is missing.' : 'WORKOS_COOKIE_PASSWORD is too short.',
      seen: `It has ${length} characters; sealing needs 32.`,
      fix: 'Let the setup make one. It replaces a short one only when told to.',
      commands: [length === 0 ? 'npm run setup' : 'npm run setup -- --overwrite'],
      link: 'https://workos.com/docs/authkit/sessions',
    }
  },
}
