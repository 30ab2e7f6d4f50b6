import { existsSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { Problem } from './problem'
import { ROOT } from './root'

const USAGE = 'Usage: npm run dev -- [--with FOLDER]…'

export interface DevOptions {
  /** Folders of applications to run beside this one, from the root. */
  others: string[]
}

/** @throws Problem for an option that there is none of, or a folder without a Nuxt application. */
export function readDevOptions(args: string[], root = ROOT): DevOptions {
  const others = parse(args).map(folder => relative(root, resolve(root, folder)))
  for (const folder of others) {
    if (folder && existsSync(join(root, folder, 'nuxt.config.ts'))) continue
    throw new Problem(`--with wants the folder of another Nuxt application; there is no ${join(folder, 'nuxt.config.ts')} beside this one.\n${USAGE}`)
  }
  return { others: [...new Set(others)] }
}

function parse(args: string[]): string[] {
  try {
    return parseArgs({ args, options: { with: { type: 'string', multiple: true, default: [] } } }).values.with
  }
  catch (error) {
    throw new Problem(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`)
  }
}
