import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { binScript } from './binScript'
import { ensureBuild } from './build'
import type { Children } from './children'
import { obtainBrowser } from './obtainBrowser'
import { Problem } from './problem'
import { ROOT } from './root'

export interface Step {
  name: string
  run: () => Promise<void> | void
}

/** What comes before the tests, in the order that finds the cheapest mistakes first. */
export function stepsBeforeTests(children: Children): Step[] {
  const script = (name: string, args: string[]) => runScript(children, name, args)
  return [
    { name: 'browser', run: () => void console.log(obtainBrowser()) },
    {
      name: 'prepare',
      // Lint and type check read what Nuxt generates.
      run: () => existsSync(join(ROOT, '.nuxt', 'tsconfig.json'))
        ? undefined
        : script('prepare', [binScript('nuxt'), 'prepare']),
    },
    { name: 'lint', run: () => script('lint', [binScript('eslint'), '.']) },
    { name: 'typecheck', run: () => script('typecheck', [binScript('nuxt'), 'typecheck']) },
    { name: 'typecheck convex', run: () => script('typecheck', [binScript('typescript', 'tsc'), '-p', 'convex']) },
    { name: 'codegen --check', run: () => script('codegen', ['--import', 'tsx', 'cli/codegen.ts', '--check']) },
    { name: 'build', run: () => ensureBuild(children) },
  ]
}

/** Leaves only the exit code and no comment of ours: what Vitest prints last is the summary. */
export async function runVitest(children: Children, args: string[]): Promise<void> {
  const { code } = await children.start({ name: 'vitest', args: [binScript('vitest'), 'run', ...args] }).exited
  process.exitCode = code ?? 1
}

async function runScript(children: Children, name: string, args: string[]): Promise<void> {
  const { code } = await children.start({ name, args }).exited
  if (code !== 0) throw new Problem(`${name} failed.`)
}
