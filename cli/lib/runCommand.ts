import { Children } from './children'
import { onNpmGone } from './npmWatch'
import { paint } from './paint'
import { describeFailure } from './problem'

const IMPATIENCE_MS = 1_000

/**
 * The frame of every command: gives it a place to start processes, and stops them however it ends.
 * The exit code is 0 when it was asked to stop, 1 when it threw, and else `process.exitCode`.
 */
export async function runCommand(main: (children: Children) => Promise<void>): Promise<void> {
  const children = new Children()
  let stopping: Promise<void> | undefined
  const stop = (code?: number) => stopping ??= children.stopAll().then(() => process.exit(code ?? process.exitCode))

  let askedAt: number | undefined
  const onRequest = () => {
    askedAt ??= Date.now()
    // A terminal and npm may each deliver the same Ctrl-C, so only a later one means impatience.
    if (Date.now() - askedAt > IMPATIENCE_MS) children.killAll()
    void stop(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onRequest)
  // Whoever started us over a channel (tsx, a test run) has died without saying so.
  process.on('disconnect', onRequest)
  onNpmGone(onRequest)
  // A closed terminal must not turn the last line into a crash that leaves the children running.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})

  try {
    await main(children)
    await stop()
  }
  catch (thrown) {
    if (!stopping) process.stderr.write(`\n${paint('red', describeFailure(thrown), process.stderr)}\n`)
    await stop(1)
  }
}
