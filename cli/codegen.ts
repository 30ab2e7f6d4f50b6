import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { WORKOS_EMULATOR } from '../emulators/defaults'
import { convexCli } from './lib/convexCli'
import { setDeploymentEnv, startConvexEmulator } from './lib/emulators'
import { compareSnapshots, restoreSnapshot, takeSnapshot } from './lib/folderSnapshot'
import { findRandomPorts } from './lib/portProbe'
import { Problem } from './lib/problem'
import { ROOT } from './lib/root'
import { runCommand } from './lib/runCommand'

const GENERATED = join(ROOT, 'convex', '_generated')

/** `npm run codegen`: convex/_generated from the real Convex CLI, with an emulator in place of a deployment. */
await runCommand(async (children) => {
  const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } })
  const said: string[] = []
  const port = await findRandomPorts(2)
  await startConvexEmulator(children, port, (_, line) => said.push(line))
  await setDeploymentEnv({ convex: port, workos: WORKOS_EMULATOR.port })

  const before = takeSnapshot(GENERATED)
  const cli = convexCli(['codegen', '--typecheck', 'disable'], `http://127.0.0.1:${port}`)
  const { code } = await children.start({ name: 'convex', ...cli, onLine: line => said.push(line) }).exited
  if (code !== 0) throw new Problem(`${said.join('\n')}\n\nThe Convex CLI could not generate convex/_generated.`)

  const changed = compareSnapshots(before, takeSnapshot(GENERATED))
  if (values.check && changed.length > 0) {
    restoreSnapshot(GENERATED, before)
    throw new Problem([
      'convex/_generated does not match the functions in convex/:',
      ...changed.map(path => `  convex/_generated/${path}`),
      'Run `npm run codegen` and commit the result.',
    ].join('\n'))
  }
  console.log(changed.length === 0 ? 'convex/_generated is up to date.' : `Wrote ${changed.join(', ')} in convex/_generated.`)
})
