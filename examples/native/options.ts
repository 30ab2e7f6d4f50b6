import { homedir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

export interface Options {
  /** The application's server. */
  url: string
  convexUrl: string
  sessionFile: string
  /** Signs in with a mailed code instead of the browser. */
  email: string | undefined
  provider: string | undefined
  opensBrowser: boolean
}

export const USAGE = `Usage: npx tsx examples/native/main.ts [options]
  --email ADDRESS     sign in with a mailed code, not in the browser
  --provider NAME     google, microsoft, github …; without it WorkOS's own page
  --no-browser        only print the address to open
  --url ADDRESS       the application (http://localhost:3000)
  --convex ADDRESS    its Convex deployment (http://127.0.0.1:3210)
  --session FILE      where the session is kept (~/.nuxt-workos-convex/session.json)`

/** @throws TypeError for an option that does not exist. */
export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      'email': { type: 'string' },
      'provider': { type: 'string' },
      'no-browser': { type: 'boolean' },
      'url': { type: 'string', default: 'http://localhost:3000' },
      'convex': { type: 'string', default: 'http://127.0.0.1:3210' },
      'session': { type: 'string', default: join(homedir(), '.nuxt-workos-convex', 'session.json') },
    },
  })
  return {
    url: values.url,
    convexUrl: values.convex,
    sessionFile: values.session,
    email: values.email,
    provider: values.provider,
    opensBrowser: !values['no-browser'],
  }
}
