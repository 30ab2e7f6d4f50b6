import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const require = createRequire(import.meta.url)

/** The script behind an installed package's command, to start it without a shell or `npx` in between. */
export function binScript(packageName: string, command = packageName): string {
  const manifestPath = require.resolve(`${packageName}/package.json`)
  const { bin } = JSON.parse(readFileSync(manifestPath, 'utf8')) as { bin?: string | Record<string, string> }
  const script = typeof bin === 'string' ? bin : bin?.[command]
  if (script === undefined) throw new Error(`The package ${packageName} has no command "${command}".`)
  return join(dirname(manifestPath), script)
}
