import { promisify } from 'node:util'
import { brotliDecompress } from 'node:zlib'
import { getRequestHeader, readRawBody } from 'h3'
import type { H3Event } from 'h3'
import type { z } from 'zod'
import { PlatformError } from './platformError'

const decompress = promisify(brotliDecompress)
const MAX_PUBLIC_BODY_BYTES = 2 ** 24 + 2000

/** The CLI compresses pushes with brotli and does not always name the content type. */
export async function readAdminBody<T extends z.ZodType>(event: H3Event, schema: T): Promise<z.infer<T>> {
  const raw = await readRawBody(event, false) ?? Buffer.alloc(0)
  const bytes = getRequestHeader(event, 'content-encoding') === 'br' ? await decompress(raw) : raw
  return parseBody(Buffer.from(bytes).toString('utf8'), schema)
}

export async function readPublicBody<T extends z.ZodType>(event: H3Event, schema: T): Promise<z.infer<T>> {
  if (!/^application\/(?:[\w.-]+\+)?json\b/i.test(getRequestHeader(event, 'content-type') ?? '')) {
    throw new PlatformError(400, 'BadJsonBody', 'Expected request with `Content-Type: application/json`')
  }
  if (Number(getRequestHeader(event, 'content-length') ?? 0) > MAX_PUBLIC_BODY_BYTES) {
    throw new PlatformError(413, 'RequestTooLarge', 'The request body is too large')
  }
  return parseBody(await readRawBody(event, 'utf8') ?? '', schema)
}

function parseBody<T extends z.ZodType>(text: string, schema: T): z.infer<T> {
  let json: unknown
  try {
    json = JSON.parse(text)
  }
  catch (error) {
    throw new PlatformError(400, 'BadJsonBody', `Failed to parse the request body as JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
  const parsed = schema.safeParse(json)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw new PlatformError(400, 'BadJsonBody', `Failed to deserialize the JSON body into the target type: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`)
}
