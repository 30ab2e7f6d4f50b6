import { getHeader, readRawBody, type H3Event } from 'h3'
import type { z } from 'zod'
import type { EnteredFields } from '../../common/authFlow'
import { isErrorKey } from '../messages/en'
import { AuthError } from './authError'
import { enteredFieldsSchema } from './enteredFields'

/** Far above any form of this application, far below what would hurt. */
const MAX_BYTES = 64 * 1024

/**
 * Reads a JSON or form-encoded body of at most 64 KiB and validates it.
 *
 * Messages in the schema are keys of `server/messages`.
 *
 * @throws AuthError `body_too_large`, `body_unreadable`, or `invalid_request` with the words of the first fault.
 */
export async function readValidBody<Schema extends z.ZodType>(event: H3Event, schema: Schema): Promise<z.infer<Schema>> {
  return requireValid(schema, await readOnce(event))
}

/** What was entered into the form that this request posts, whether or not anything of it is valid. */
export async function readEnteredFields(event: H3Event): Promise<EnteredFields> {
  return enteredFieldsSchema.parse(await readOnce(event).catch(() => ({})))
}

/** Validates what came from outside. @throws AuthError `invalid_request` with the words of the first fault. */
export function requireValid<Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const fault = parsed.error.issues[0]?.message ?? ''
  throw new AuthError(isErrorKey(fault) ? fault : 'invalid_request', { status: 400, code: 'invalid_request' })
}

/** A body that was refused is not waited for again. By event, not on its context: requests that a route makes inside the server share that. */
const bodies = new WeakMap<H3Event, Promise<unknown>>()

function readOnce(event: H3Event): Promise<unknown> {
  const body = bodies.get(event) ?? readLimited(event).then(text => decode(event, text))
  bodies.set(event, body)
  return body
}

async function readLimited(event: H3Event): Promise<string> {
  const tooLarge = new AuthError('body_too_large', { status: 413 })
  if (Number(getHeader(event, 'content-length') ?? 0) > MAX_BYTES) throw tooLarge
  // A chunked body announces no length: count while it arrives.
  const request = event.node?.req
  const overflow = new Promise<never>((_, reject) => {
    let size = 0
    request?.on?.('data', (chunk: Uint8Array) => {
      size += chunk.length
      if (size > MAX_BYTES) reject(tooLarge)
    })
  })
  overflow.catch(() => {})
  return await Promise.race([readRawBody(event).then(body => body ?? ''), overflow])
}

function decode(event: H3Event, text: string): unknown {
  const type = (getHeader(event, 'content-type') ?? '').split(';')[0]?.trim().toLowerCase()
  if (type === 'application/x-www-form-urlencoded') return Object.fromEntries(new URLSearchParams(text))
  if (text.trim() === '') return {}
  try {
    return JSON.parse(text)
  }
  catch (cause) {
    throw new AuthError('body_unreadable', { status: 400, cause })
  }
}
