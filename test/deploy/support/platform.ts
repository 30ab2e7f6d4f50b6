import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { withoutTestMarks } from '../../../cli/lib/appEnv'
import { ROOT } from '../../../cli/lib/root'
import { startChild } from '../../support/startChild'

export interface Platform {
  /** As Nitro calls it. */
  preset: string
  /** The program in this folder that serves the build as the platform would. */
  runner: string
}

export const PLATFORMS: Platform[] = [
  { preset: 'vercel', runner: 'serveVercel.mjs' },
  { preset: 'netlify', runner: 'serveNetlify.mjs' },
  { preset: 'cloudflare_module', runner: 'serveCloudflare.mjs' },
]

/** Without any of the variables that a running server needs, as on many build servers. */
export async function buildFor({ preset }: Platform): Promise<void> {
  const child = spawn(process.execPath, ['node_modules/nuxt/bin/nuxt.mjs', 'build'], {
    cwd: ROOT,
    env: { ...withoutTestMarks(process.env), NITRO_PRESET: preset, NUXT_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stdout.on('data', chunk => said += String(chunk))
  child.stderr.on('data', chunk => said += String(chunk))
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`${preset} does not build.\n${said.slice(-5_000)}`)
}

export interface Served {
  url: string
  logs: () => string
  stop: () => Promise<void>
}

export async function serve({ preset, runner }: Platform, port: number, env: Record<string, string>): Promise<Served> {
  const { logs, end } = await startChild({
    name: preset,
    command: process.execPath,
    args: [join(import.meta.dirname, runner)],
    env: { ...withoutTestMarks(process.env), ...env, NODE_ENV: 'production', PORT: String(port), HOST: '127.0.0.1', APP_VARIABLES: JSON.stringify(env) },
    ready: 'Listening on',
  })
  return {
    url: `http://localhost:${port}`,
    logs,
    stop: () => end('SIGTERM'),
  }
}
