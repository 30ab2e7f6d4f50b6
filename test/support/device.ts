import { createHash, randomBytes } from 'node:crypto'
import { expect } from 'vitest'
import { z } from 'zod'
import { readCode } from './inbox'
import type { StackUrls } from './stack'

const stepSchema = z.object({ step: z.looseObject({ kind: z.string() }), email: z.string().nullable(), continuation: z.string() })
const signedInSchema = z.object({
  session: z.looseObject({ user: z.looseObject({ id: z.string(), email: z.string() }), sessionId: z.string(), organizationId: z.string().nullable() }),
  tokens: z.object({ accessToken: z.string(), refreshToken: z.string(), expiresIn: z.number() }),
})
const failureSchema = z.object({ code: z.string(), message: z.string(), retryAfter: z.number().optional() }).strict()

export type DeviceStep = z.infer<typeof stepSchema>
export type DeviceSignedIn = z.infer<typeof signedInSchema>
export type DeviceAnswer = { status: number, step?: DeviceStep, signedIn?: DeviceSignedIn, failure?: z.infer<typeof failureSchema>, body: unknown, headers: Headers }

/** Posts as an app on a device does, and checks what holds for each answer: no cookie, no cache, and one of three shapes. */
export async function postFromDevice({ url }: Pick<StackUrls, 'url'>, route: string, body: unknown, headers: Record<string, string> = {}): Promise<DeviceAnswer> {
  const response = await fetch(`${url}/api/native/${route}`, {
    method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body),
  })
  expect(response.headers.getSetCookie()).toEqual([])
  expect(response.headers.get('cache-control')).toBe('no-store')
  const answer: unknown = await response.json()
  const { status } = response
  return {
    status,
    body: answer,
    headers: response.headers,
    ...(response.ok
      ? { step: stepSchema.safeParse(answer).data, signedIn: signedInSchema.safeParse(answer).data }
      : { failure: failureSchema.parse(answer) }),
  }
}

/** Up to what follows the mailed code. */
export async function verifyOnDevice(stack: StackUrls, email: string, aim: Record<string, string> = {}): Promise<DeviceAnswer> {
  const { step } = await postFromDevice(stack, 'magic-auth', { email, ...aim })
  if (step?.step.kind !== 'code') throw new Error(`${email} was not sent a code.`)
  return await postFromDevice(stack, 'magic-auth/verify', { code: await readCode(stack.workosUrl, email), continuation: step.continuation })
}

export async function signInOnDevice(stack: StackUrls, email: string, aim?: Record<string, string>): Promise<DeviceSignedIn> {
  const { signedIn, body } = await verifyOnDevice(stack, email, aim)
  if (!signedIn) throw new Error(`Signing in as ${email} ended in ${JSON.stringify(body)}`)
  return signedIn
}

export function devicePkce() {
  const codeVerifier = randomBytes(32).toString('base64url')
  return { codeVerifier, codeChallenge: createHash('sha256').update(codeVerifier).digest('base64url'), state: randomBytes(16).toString('base64url') }
}
