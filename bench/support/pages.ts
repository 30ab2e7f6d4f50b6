import { Problem } from '../../cli/lib/problem'
import type { StackUrls } from '../../test/support/stack'
import { createSignedInVisitor } from '../../test/support/visitor'

const TASKS = ['Water the plants', 'Call the bank', 'Buy stamps', 'Book the train', 'Write to Ada'] as const

export type Cookies = ReadonlyMap<string, string>

export interface Target {
  name: string
  url: string
  cookies: Cookies
  /** In every right answer: a page that renders an error quickly is a 200, too. */
  shows: string
}

/** Signs somebody in and gives them a few tasks. The cookies are those of their session. */
export async function signInWithTasks(stack: StackUrls): Promise<Cookies> {
  const visitor = await createSignedInVisitor(stack, 'ada@example.com')
  for (const text of TASKS) {
    const response = await visitor.postJson('/api/tasks', { text })
    if (!response.ok) throw new Problem(`The task "${text}" could not be added: ${await response.text()}`)
  }
  return visitor.cookies
}

const NOBODY: Cookies = new Map()

/** The page with the least to do: nobody is signed in and nothing is read. */
export const homeSignedOut = (url: string): Target =>
  ({ name: '/ signed out', url: `${url}/`, cookies: NOBODY, shows: 'Sign in' })

/** The same page, with a cookie to open and a token to check. */
export const homeSignedIn = (url: string, cookies: Cookies): Target =>
  ({ name: '/ signed in', url: `${url}/`, cookies, shows: 'Welcome back, Ada' })

/** The page with the most to do: as above, and a query to answer. */
export const tasksSignedIn = (url: string, cookies: Cookies): Target =>
  ({ name: '/tasks signed in', url: `${url}/tasks`, cookies, shows: TASKS[0] })

/** What somebody loads before they can sign in. */
export const loginSignedOut = (url: string): Target =>
  ({ name: '/login signed out', url: `${url}/login`, cookies: NOBODY, shows: 'We will mail you a code. No password needed.' })

export function toCookieHeader(cookies: Cookies): Record<string, string> {
  return cookies.size > 0 ? { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') } : {}
}
