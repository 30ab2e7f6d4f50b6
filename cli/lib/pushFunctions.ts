import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Children } from './children'
import { convexCli } from './convexCli'
import { Problem } from './problem'
import { ROOT } from './root'

/** Pushes convex/ once. The checked-in generated code is used as it is: a test run must not edit sources. */
export async function pushFunctions(
  children: Children,
  convexUrl: string,
  onLine: (line: string) => void,
): Promise<void> {
  if (!existsSync(join(ROOT, 'convex'))) return
  const cli = convexCli(['dev', '--once', '--typecheck', 'disable', '--codegen', 'disable', '--tail-logs', 'disable'], convexUrl)
  const child = children.start({ name: 'convex', ...cli, onLine })
  const { code } = await child.exited
  if (code === 0) return
  throw new Problem(`The functions in convex/ could not be pushed:\n\n${child.lastLines().join('\n')}`)
}
