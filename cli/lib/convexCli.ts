import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { CONVEX_EMULATOR } from '../../emulators/defaults'
import { binScript } from './binScript'
import { ROOT } from './root'

/**
 * The Convex CLI reads and writes `.env.local` in the folder it runs in, and refuses to work when that
 * names a deployment. Against an emulator it therefore runs in a folder of its own, whose configuration
 * points back at the project's functions; the user's file is neither read nor touched.
 */
const FOLDER = join(ROOT, '.data', 'convex-cli')

/** They choose another deployment, or send requests for loopback to a proxy. */
const MISLEADING = /^(?:CONVEX_DEPLOYMENT|CONVEX_DEPLOY_KEY|https?_proxy)$/i

export function convexCli(args: string[], convexUrl: string) {
  prepareFolder()
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !MISLEADING.test(name)))
  return {
    args: [binScript('convex'), ...args],
    cwd: FOLDER,
    env: {
      ...env,
      CONVEX_SELF_HOSTED_URL: convexUrl,
      CONVEX_SELF_HOSTED_ADMIN_KEY: CONVEX_EMULATOR.adminKey,
      // It reports crashes to its makers unless it believes to be in a CI; an emulator needs no network.
      CI: '1',
    },
  }
}

function prepareFolder() {
  mkdirSync(FOLDER, { recursive: true })
  writeJson(join(FOLDER, 'package.json'), { private: true, dependencies: { convex: '*' } })
  const ownPath = join(ROOT, 'convex.json')
  // The CLI's own provisioning of WorkOS knows only the real one.
  const { authKit: _, ...own } = existsSync(ownPath) ? JSON.parse(readFileSync(ownPath, 'utf8')) as { functions?: string, authKit?: unknown } : {}
  const functions = relative(FOLDER, join(ROOT, own.functions ?? 'convex')).split(sep).join('/')
  writeJson(join(FOLDER, 'convex.json'), { ...own, functions: `${functions}/` })
}

/** Whole or not at all: a stack that starts at the same moment reads these files, too. */
function writeJson(path: string, value: unknown) {
  const draft = `${path}.${process.pid}`
  writeFileSync(draft, `${JSON.stringify(value, null, 2)}\n`)
  renameSync(draft, path)
}
