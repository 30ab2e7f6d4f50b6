import { z } from 'zod'
import { plainName } from './plainName'

export interface MailAddress {
  name?: string
  address: string
}

/** `login@example.com`, `Northwind <login@example.com>` or `"North, Wind" <login@example.com>`. */
const MAILBOX = /^(?:(?<bare>[^\s"<>]+)|(?<name>"(?:[^"\\]|\\.)*"|[^"<>]*?)\s*<(?<angled>[^\s"<>]+)>)$/

const sender = z.string().trim().transform((value, context): MailAddress => {
  const { bare, name = '', angled } = MAILBOX.exec(value)?.groups ?? {}
  const address = bare ?? angled ?? ''
  if (!z.email().safeParse(address).success) {
    context.addIssue('must be an address such as login@example.com, or Northwind <login@example.com>')
    return z.NEVER
  }
  const shown = plainName(name.startsWith('"') ? name.slice(1, -1).replace(/\\(.)/g, '$1') : name)
  return { address, ...(shown && { name: shown }) }
})

/** The variables that say who delivers mails. Without any of them WorkOS does. */
export const mailVariables = {
  MAIL_FROM: sender.optional(),
  MAIL_SMTP_URL: z.string().refine(isSmtpUrl, 'must be an address such as smtps://user:password@smtp.example.com:465').optional(),
  // An unexpected character would be quoted in the error of the request that it breaks.
  MAIL_RESEND_API_KEY: z.string().regex(/^[\w-]+$/, 'may hold letters, digits, - and _ only').optional(),
  /** Another address for Resend's API: a proxy, or a test's own server. */
  MAIL_RESEND_URL: z.url({ protocol: /^https?$/, error: 'must be an address such as https://api.resend.com' }).default('https://api.resend.com'),
}

export type MailEnvironment = z.infer<z.ZodObject<typeof mailVariables>>

/** What each variable asks of the others. For zod's `superRefine`. */
export function checkMailVariables({ MAIL_FROM, MAIL_SMTP_URL, MAIL_RESEND_API_KEY }: MailEnvironment, context: z.RefinementCtx): void {
  const refuse = (name: keyof typeof mailVariables, message: string) => context.addIssue({ code: 'custom', path: [name], message })
  if (MAIL_SMTP_URL && MAIL_RESEND_API_KEY) refuse('MAIL_RESEND_API_KEY', 'and MAIL_SMTP_URL are both set. Mails can leave one way only: remove one of them.')
  if ((MAIL_SMTP_URL || MAIL_RESEND_API_KEY) && !MAIL_FROM) refuse('MAIL_FROM', 'is missing. It is the address that your mails come from, such as Northwind <login@example.com>.')
}

function isSmtpUrl(value: string): boolean {
  if (!URL.canParse(value)) return false
  const { protocol, hostname } = new URL(value)
  return (protocol === 'smtp:' || protocol === 'smtps:') && hostname !== ''
}
