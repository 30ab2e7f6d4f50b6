import { parseArgs } from 'node:util'
import { z } from 'zod'
import { Problem } from '../cli/lib/problem'
import { PARTS } from './benchmark'

const USAGE = `Usage: npm run bench -- [--json] [--only ${PARTS.join('|')}]\nnpm adds two lines of its own to stdout; \`npm run --silent bench -- --json\` leaves only the JSON.`

const options = z.object({
  json: z.boolean().default(false),
  only: z.enum(PARTS, `--only must be one of: ${PARTS.join(', ')}`).optional(),
})

export function readOptions(args: string[]): z.infer<typeof options> {
  const parsed = options.safeParse(parse(args))
  if (parsed.success) return parsed.data
  throw new Problem(`${z.prettifyError(parsed.error)}\n${USAGE}`)
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options: { json: { type: 'boolean' }, only: { type: 'string' } } }).values
  }
  catch (error) {
    throw new Problem(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`)
  }
}
