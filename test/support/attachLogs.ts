import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../../cli/lib/root'
import { readConvexLog, readRefreshes } from './serviceLogs'
import type { Stack } from './stack'

const FOLDER = 'test-results/session'
/** How many of the last lines a failure quotes; the file has all. */
const QUOTED = 80

type Logged = Pick<Stack, 'workosUrl' | 'convexUrl' | 'logs'>

/** Runs a test; should it fail, what both services and the server logged is written down, and quoted in short. */
export async function attachLogs<T>(name: string, stack: Logged, test: () => Promise<T>): Promise<T> {
  try {
    return await test()
  }
  catch (error) {
    if (error instanceof Error) error.message += `\n${await describeLogs(name, stack).catch(String)}`
    throw error
  }
}

async function describeLogs(name: string, stack: Logged): Promise<string> {
  const [convex, refreshes] = await Promise.all([readConvexLog(stack), readRefreshes(stack)])
  const file = join(FOLDER, `${name}.json`)
  mkdirSync(join(ROOT, FOLDER), { recursive: true })
  writeFileSync(join(ROOT, file), JSON.stringify({ convex, refreshes, said: stack.logs().split('\n') }, null, 1))
  const lines = [
    ...convex.filter(({ type }) => type !== 'message').map(({ at, type, connection, ...rest }) => ({ at, line: `convex ${type} ${connection ?? 'http'} ${JSON.stringify(rest)}` })),
    ...refreshes.map(({ at, status, ms }) => ({ at: Date.parse(at), line: `workos renewal ${status}, in ${ms} ms` })),
  ].sort((one, other) => one.at - other.at)
  return [`${file} has everything; the last of it:`, ...lines.slice(-QUOTED).map(({ at, line }) => `${new Date(at).toISOString().slice(11, 23)} ${line}`)].join('\n')
}
