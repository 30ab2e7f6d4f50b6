import { Problem } from '../../cli/lib/problem'
import type { StackUrls } from '../../test/support/stack'
import { createSignedInVisitor } from '../../test/support/visitor'
import type { Target } from './load'

const TASKS = ['Water the plants', 'Call the bank', 'Buy stamps', 'Book the train', 'Write to Ada'] as const

/** The page with the least to do: nobody is signed in and nothing is read. */
export function homeSignedOut({ url }: StackUrls): Target {
  return { name: '/ signed out', url: `${url}/`, shows: 'Sign in' }
}

/** The page with the most to do: a cookie to open, a token to check, a query to answer. */
export async function tasksSignedIn(stack: StackUrls): Promise<Target> {
  const visitor = await createSignedInVisitor(stack, 'ada@example.com')
  for (const text of TASKS) {
    const response = await visitor.postJson('/api/tasks', { text })
    if (!response.ok) throw new Problem(`The task "${text}" could not be added: ${await response.text()}`)
  }
  const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  return { name: '/tasks signed in', url: `${stack.url}/tasks`, headers: { cookie }, shows: TASKS[0] }
}
