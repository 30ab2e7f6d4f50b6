import { z } from 'zod'
import type { MailAddress } from '../environment'
import type { MailDriver } from '../mailer'

export interface ResendOptions {
  apiKey: string
  /** Of the API, without a path. */
  url: string
  from: MailAddress
}

/** @see https://resend.com/docs/api-reference/errors */
const refusalSchema = z.object({ name: z.string().catch('unknown'), message: z.string().catch('') })

/** Delivers through Resend's HTTP API, which runs wherever `fetch` does. */
export function createResendDriver({ apiKey, url, from }: ResendOptions): MailDriver {
  return {
    deliver: async ({ fromName, to, subject, text, html, headers }, { signal }) => {
      const response = await fetch(new URL('/emails', url), {
        method: 'POST',
        // Resend answers 403 to whoever sends no User-Agent.
        headers: { 'authorization': `Bearer ${apiKey}`, 'content-type': 'application/json', 'user-agent': 'nuxt-workos-convex' },
        body: JSON.stringify({ from: mailbox({ name: fromName, ...from }), to: [to], subject, text, html, headers }),
        redirect: 'error',
        signal,
      })
      const answer: unknown = await response.json().catch(() => undefined)
      if (response.ok) return
      const { name, message } = refusalSchema.catch({ name: 'unknown', message: '' }).parse(answer)
      throw new Error(`${response.status} ${name}: ${message}`)
    },
  }
}

/** The name as a quoted string, in which only these two characters mean something (RFC 5322, 3.2.4). */
function mailbox({ name, address }: MailAddress): string {
  return name ? `"${name.replace(/["\\]/g, '\\$&')}" <${address}>` : address
}
