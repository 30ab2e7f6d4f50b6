import { type H3Event, readBody } from 'h3'
import { z } from 'zod'
import { type FieldProblem, invalidParameters } from './apiError'

/** Checks what came from outside; a mismatch is the 422 that the API answers. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(input)
  if (!parsed.success) throw invalidParameters(parsed.error.issues.map(fieldProblem))
  return parsed.data
}

/** The SDK sends an empty body where it has nothing to say. */
export async function readInput<Schema extends z.ZodType>(event: H3Event, schema: Schema): Promise<z.infer<Schema>> {
  return parseInput(schema, await readJson(event))
}

export async function readJson(event: H3Event): Promise<unknown> {
  return (await readBody<unknown>(event)) || {}
}

/** The lenient reading: real addresses contain `&` and `'`. */
export const emailAddress = z.string().trim().pipe(z.email({ pattern: z.regexes.rfc5322Email }))

const METADATA_LIMITS = { keys: 50, key: 40, value: 600 }

const metadataKey = z.string().min(1).max(METADATA_LIMITS.key)

const atMostFiftyKeys = (metadata: object) => Object.keys(metadata).length <= METADATA_LIMITS.keys

/** null removes a key on update. */
export const metadataInput = z
  .record(metadataKey, z.string().max(METADATA_LIMITS.value).nullable())
  .refine(atMostFiftyKeys, 'At most 50 keys.')

function fieldProblem(issue: z.core.$ZodIssue): FieldProblem {
  const field = issue.path.join('.')
  const missing = issue.code === 'invalid_type' && issue.message.includes('received undefined')
  const unknownKeys = issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : null
  const name = field || unknownKeys || 'body'
  return { field: name, code: missing ? `${name}_required` : `invalid_${name}`, message: issue.message }
}
