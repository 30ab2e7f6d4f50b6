import { paint } from '../lib/paint'

interface Item {
  what: string
  link: string
}

/** What WorkOS has no API for. */
export function dashboardItems(appOrigin: string): Item[] {
  return [
    { what: 'Sign-in methods: enable Magic Auth, and the providers that your pages show', link: 'https://dashboard.workos.com/authentication' },
    { what: 'Passkeys: leave them off; they work on WorkOS\'s own page only', link: 'https://dashboard.workos.com/authentication' },
    { what: 'Second factor: whether everybody needs one', link: 'https://dashboard.workos.com/authentication' },
    { what: `Sign-out redirects: ${appOrigin}/`, link: 'https://dashboard.workos.com/redirects' },
    { what: `Sign-in URL: ${appOrigin}/login, for sign-ins that begin at WorkOS or at an identity provider`, link: 'https://dashboard.workos.com/redirects' },
    { what: `Invitation URL: ${appOrigin}/invitation`, link: 'https://dashboard.workos.com/redirects' },
    { what: 'Mails: switch WorkOS\'s own off if the application sends them (MAIL_… in .env.example)', link: 'https://dashboard.workos.com/emails' },
  ]
}

export function renderChecklist(appOrigin: string): string {
  return [
    '',
    paint('bold', 'In the WorkOS dashboard, by hand'),
    ...dashboardItems(appOrigin).flatMap(({ what, link }) => [`  [ ] ${what}`, `      ${paint('cyan', link)}`]),
  ].join('\n')
}
