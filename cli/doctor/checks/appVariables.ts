import type { Check } from '../check'

/** These have a check of their own. */
const ELSEWHERE = ['WORKOS_COOKIE_PASSWORD']

export const appVariables: Check = {
  id: 'app-variables',
  title: 'A variable of the application is missing or wrong',
  about: 'The server does not start without them. `npm run setup` asks for what is missing; `.env.example` describes each.',
  severity: 'fault',
  find: ({ app, convex }) => {
    const problems = app.problems.filter(({ variable }) =>
      !ELSEWHERE.includes(variable) && !(variable === 'CONVEX_URL' && convex.deployment === null))
    if (problems.length === 0) return undefined
    return {
      what: `The server will not start: ${problems.map(({ variable }) => variable).join(', ')}.`,
      seen: problems.map(({ variable, problem }) => `${variable} ${problem}`).join(' '),
      fix: 'Let the setup ask for what is missing, or correct it in .env.local.',
      commands: ['npm run setup'],
      link: 'https://dashboard.workos.com/api-keys',
    }
  },
}
