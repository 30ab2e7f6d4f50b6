import type { MailContent } from '../content'
import type { MailFrame } from './frame'

/** The body for clients without HTML, and for those who read mails aloud. The code has a line of its own. */
export function textBody({ heading, lead, code, link, notes }: MailContent, { name, links }: MailFrame): string {
  const paragraphs = [
    heading,
    lead,
    code,
    link?.url,
    ...notes,
    ['-- ', name, ...links.map(({ url, label }) => `${label}: ${url}`)].join('\n'),
  ]
  return `${paragraphs.filter(Boolean).join('\n\n')}\n`
}
