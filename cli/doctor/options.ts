import { parseArgs } from 'node:util'
import { z } from 'zod'
import { Problem } from '../lib/problem'

export const DOCTOR_USAGE = `Usage: npm run doctor -- [options]

  --token JWT          look at this access token; - reads it from standard input
  --email ADDRESS      sign this person in with a mailed code, look at the token, and sign out again
  --code CODE          the code that an earlier run has mailed
  --organization ID    whom to act for, for somebody who has a choice
  --no-token           do not offer to sign in
  --compare FILE       the .env.local of an application that shares the session cookie
  --json               for programs
  --help               this text

The exit code is 0 when nothing is broken, 1 when something is. Everything it may find is in docs/doctor.md.`

const options = z.object({
  token: z.string().optional(),
  email: z.email('--email must be an address').optional(),
  code: z.string().optional(),
  organization: z.string().optional(),
  noToken: z.boolean().default(false),
  compare: z.string().optional(),
  json: z.boolean().default(false),
  help: z.boolean().default(false),
}).refine(({ code, email }) => code === undefined || email !== undefined, '--code needs --email')
  .refine(({ token, email }) => token === undefined || email === undefined, '--token and --email exclude each other')

export type DoctorOptions = z.infer<typeof options>

/** @throws Problem that says what is wrong and how it is used. */
export function readDoctorOptions(args: string[]): DoctorOptions {
  const values = parse(args)
  const parsed = options.safeParse({ ...values, noToken: values['no-token'] })
  if (parsed.success) return parsed.data
  throw new Problem(`${z.prettifyError(parsed.error)}\n\n${DOCTOR_USAGE}`)
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        'token': { type: 'string' },
        'email': { type: 'string' },
        'code': { type: 'string' },
        'organization': { type: 'string' },
        'no-token': { type: 'boolean' },
        'compare': { type: 'string' },
        'json': { type: 'boolean' },
        'help': { type: 'boolean', short: 'h' },
      },
    }).values
  }
  catch (error) {
    throw new Problem(`${error instanceof Error ? error.message : String(error)}\n\n${DOCTOR_USAGE}`)
  }
}
