import { parseArgs } from 'node:util'
import { z } from 'zod'
import { WORKOS_EMULATOR } from '../defaults'
import type { WorkosEmulatorOptions } from './server'

const optionsInput = z.object({
  port: z.coerce.number('must be a number').int().min(0).max(65535),
  tokenTtl: z.coerce.number('must be a number of seconds').positive().optional(),
  origins: z.array(z.url()).min(1),
  webhookUrls: z.array(z.url()),
})

/** @throws Error with a sentence for the terminal. */
export function readCommandLine(args: readonly string[], env: Readonly<Record<string, string | undefined>>): WorkosEmulatorOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      'port': { type: 'string' },
      'token-ttl': { type: 'string' },
      'origin': { type: 'string', multiple: true },
      'webhook': { type: 'string', multiple: true },
    },
  })
  const parsed = optionsInput.safeParse({
    port: values.port ?? env.WORKOS_EMULATOR_PORT ?? WORKOS_EMULATOR.port,
    tokenTtl: values['token-ttl'],
    origins: values.origin ?? ['http://localhost:3000'],
    webhookUrls: values.webhook ?? [],
  })
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error))
  const { tokenTtl, ...options } = parsed.data
  return { ...options, settings: tokenTtl === undefined ? {} : { accessTokenTtl: tokenTtl } }
}
