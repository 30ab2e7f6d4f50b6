import { parseArgs } from 'node:util'
import { z } from 'zod'
import { Problem } from './problem'

const USAGE = 'Usage: npm run stack -- [--port N] [--token-ttl SECONDS] [--prod]'

const options = z.object({
  port: z.coerce.number('--port must be a number').int().min(1).max(65_535).optional(),
  tokenTtl: z.coerce.number('--token-ttl must be a number of seconds').int().positive().optional(),
  prod: z.boolean().default(false),
})

export type StackOptions = z.infer<typeof options>

export function readStackOptions(args: string[]): StackOptions {
  const { values } = parse(args)
  const parsed = options.safeParse({ port: values.port, tokenTtl: values['token-ttl'], prod: values.prod })
  if (parsed.success) return parsed.data
  throw new Problem(`${z.prettifyError(parsed.error)}\n${USAGE}`)
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: { 'port': { type: 'string' }, 'token-ttl': { type: 'string' }, 'prod': { type: 'boolean' } },
    })
  }
  catch (error) {
    throw new Problem(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`)
  }
}
