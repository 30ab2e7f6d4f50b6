import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { z } from 'zod'
import { CONVEX_EMULATOR } from '../defaults'

export interface ConvexEmulator {
  url: string
  siteUrl: string
  adminKey: string
  /** What the emulator and the functions have printed so far. */
  output: () => string
  stop: () => Promise<void>
}

export interface ConvexEmulatorOptions {
  /** 0 is any free port, and then HTTP actions get any other free port. */
  port?: number
  sitePort?: number
  onLine?: (line: string) => void
}

const canonicalUrls = z.object({ convexCloudUrl: z.string(), convexSiteUrl: z.string() })

/** Starts the emulator in a process of its own and waits until it answers. */
export async function startConvexEmulator({ port = 0, sitePort, onLine }: ConvexEmulatorOptions = {}): Promise<ConvexEmulator> {
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
  const ports = ['--port', String(port), ...(sitePort === undefined ? [] : ['--site-port', String(sitePort)])]
  const child = spawn(process.execPath, ['--import', loader, fileURLToPath(new URL('./main.ts', import.meta.url)), ...ports], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lines: string[] = []
  const url = await new Promise<string>((resolve, reject) => {
    const read = (line: string) => {
      lines.push(line)
      onLine?.(line)
      const ready = /^ready (http:\/\/\S+)$/.exec(line)?.[1]
      if (ready !== undefined) resolve(ready)
    }
    createInterface(child.stdout).on('line', read)
    createInterface(child.stderr).on('line', read)
    child.once('error', reject)
    child.once('close', code => reject(new Error(`The Convex emulator ended with code ${code}:\n${lines.join('\n')}`)))
  })
  return {
    url,
    siteUrl: await readSiteUrl(url),
    adminKey: CONVEX_EMULATOR.adminKey,
    output: () => lines.join('\n'),
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      const closed = once(child, 'close')
      child.kill('SIGTERM')
      await closed
    },
  }
}

async function readSiteUrl(url: string): Promise<string> {
  const response = await fetch(`${url}/api/v1/get_canonical_urls`, { headers: { Authorization: `Convex ${CONVEX_EMULATOR.adminKey}` } })
  return canonicalUrls.parse(await response.json()).convexSiteUrl
}
