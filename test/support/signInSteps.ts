import { z } from 'zod'
import { readCode } from './inbox'
import type { StackUrls } from './stack'
import type { Visitor } from './visitor'

/** The two ways that a visitor's browser posts a form: the page's script, and without scripts. */
export const CALLERS = ['JSON', 'forms'] as const
export type Caller = typeof CALLERS[number]

const answerSchema = z.union([
  z.object({ next: z.string(), flow: z.looseObject({ step: z.looseObject({ kind: z.string() }).nullable() }) }),
  z.object({ redirectTo: z.string() }),
])
const failureSchema = z.object({ code: z.string(), message: z.string() })

export interface Posted {
  /** Where the answer leads: the next page, an address elsewhere, or the page that shows the refusal. */
  to: string
  /** Only for JSON: what the next page shows. */
  step?: { kind: string, [key: string]: unknown } | null
  /** The words of a refusal, as the visitor gets to see them. */
  refusal?: { status: number, code: string, message: string }
}

/** Posts to an auth route in either way, and fails for answers that no browser could go on with. */
export async function post(visitor: Visitor, caller: Caller, path: string, fields: Record<string, string>): Promise<Posted> {
  if (caller === 'forms') {
    const response = await visitor.postForm(path, fields)
    const to = response.headers.get('location')
    if (response.status !== 303 || !to) throw new Error(`${path} answered ${response.status}: ${await response.text()}`)
    return { to }
  }
  const response = await visitor.postJson(path, fields)
  const body: unknown = await response.json()
  if (!response.ok) return { to: '', refusal: { status: response.status, ...failureSchema.parse(body) } }
  const answer = answerSchema.parse(body)
  return 'next' in answer ? { to: answer.next, step: answer.flow.step } : { to: answer.redirectTo }
}

/** Up to what follows the code that was mailed. */
export async function verifyMailedCode(visitor: Visitor, caller: Caller, { workosUrl }: StackUrls, email: string, fields: Record<string, string> = {}): Promise<Posted> {
  const asked = await post(visitor, caller, '/api/auth/magic-auth', { email, ...fields })
  if (asked.to !== '/login/code') return asked
  return await post(visitor, caller, '/api/auth/magic-auth/verify', { code: await readCode(workosUrl, email) })
}

const sessionSchema = z.looseObject({ user: z.looseObject({ id: z.string(), email: z.string() }), organizationId: z.string().nullable(), sessionId: z.string() }).nullable()

export async function readSession(visitor: Visitor) {
  return sessionSchema.parse(await (await visitor.request('/api/auth/session')).json())
}
