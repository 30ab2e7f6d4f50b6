import { parseArgs } from 'node:util'
import { z } from 'zod'
import { CONVEX_EMULATOR } from '../defaults'

const port = z.coerce.number().int().min(0).max(65_535)

export interface Ports {
  port: number
  sitePort: number
}

/** `--port` and `--site-port`, else CONVEX_EMULATOR_PORT and the port after it. 0 is any free port. */
export function readPorts(args: string[], env: Record<string, string | undefined>): Ports {
  const { values } = parseArgs({ args, options: { 'port': { type: 'string' }, 'site-port': { type: 'string' } } })
  const main = port.parse(values.port ?? env.CONVEX_EMULATOR_PORT ?? CONVEX_EMULATOR.port)
  return { port: main, sitePort: port.parse(values['site-port'] ?? (main === 0 ? 0 : main + 1)) }
}
