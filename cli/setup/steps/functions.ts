import { Problem } from '../../lib/problem'
import type { Step } from '../context'

/** As checked in, without generated code or a type check: those belong to development. */
const PUSH = ['dev', '--once', '--typecheck', 'disable', '--codegen', 'disable', '--tail-logs', 'disable']

/** Pushes convex/, now that auth.config.ts finds its variables. */
export const functions: Step = {
  title: 'Convex functions',
  run: async ({ options, progress, convexCli }) => {
    if (options['dry-run']) return progress.would('push convex/')
    const { code, said } = await convexCli().run(PUSH)
    if (code !== 0) throw new Problem(`The functions in convex/ could not be pushed.\n\n${said.trim()}`)
    progress.right('convex/ is pushed')
  },
}
