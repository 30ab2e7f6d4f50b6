import { createNativeAuth, type NativeAuth } from '../../native/createNativeAuth'
import { fileStorage } from '../../native/storage/file'
import { watchTasks } from './liveTasks'
import { readOptions, USAGE, type Options } from './options'
import { signIn } from './signIn'
import { openTerminal, type Terminal } from './terminal'

/** A task list for the terminal, on the same backend as the pages and without a cookie. */
async function main(options: Options, terminal: Terminal): Promise<void> {
  const auth = createNativeAuth({
    baseUrl: options.url,
    storage: fileStorage(options.sessionFile),
    language: () => process.env.LANG?.split('.', 1)[0]?.replace('_', '-'),
    onStorageError: error => terminal.say(`The session cannot be stored: ${describe(error)}`),
  })
  if (await auth.fetchAccessToken({ forceRefreshToken: false }) === null) await signIn(auth, terminal, options)
  const { session } = auth.getState()
  terminal.say(`Signed in as ${session?.user.email}. Type a task and Enter to add it, "sign out" to leave for good, Ctrl-C to come back later.`)
  await workAtTasks(auth, terminal, options.convexUrl)
}

async function workAtTasks(auth: NativeAuth, terminal: Terminal, convexUrl: string): Promise<void> {
  const report = (error: unknown) => terminal.say(describe(error))
  const tasks = await watchTasks(convexUrl, auth, (list) => {
    terminal.say(`Tasks (${list.length}):`)
    for (const { text, done } of list) terminal.say(`  [${done ? 'x' : ' '}] ${text}`)
  }, report)
  auth.subscribe(({ status }) => {
    if (status !== 'signedOut') return
    terminal.say('You have been signed out.')
    terminal.close()
  })
  for await (const line of terminal.lines()) {
    if (line === 'sign out') await auth.signOut()
    else if (line.trim()) void tasks.add(line).catch(report)
  }
  await tasks.close()
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

const terminal = openTerminal()
try {
  await main(readOptions(process.argv.slice(2)), terminal)
}
catch (error) {
  console.error(describe(error))
  if (error instanceof TypeError) console.error(USAGE)
  process.exitCode = 1
}
finally {
  terminal.close()
}
