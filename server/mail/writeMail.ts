import { mailContent } from './content'
import { htmlBody } from './layout/htmlBody'
import { mailFrame } from './layout/frame'
import { textBody } from './layout/textBody'
import type { Mail, MailMessage } from './mail'
import { mailTexts } from './texts/catalogues'

/**
 * Writes a mail in the reader's language and the application's look.
 *
 * @param siteUrl what paths in the brand are read against.
 */
export function writeMail(mail: Mail, siteUrl?: string): MailMessage {
  const texts = mailTexts(mail.locale)
  const content = mailContent(mail, texts)
  const frame = mailFrame(mail.brand, texts, siteUrl)
  return {
    fromName: frame.name,
    to: mail.to,
    subject: content.subject,
    text: textBody(content, frame),
    html: htmlBody(content, frame),
    // Keeps holiday notices from answering (RFC 3834, 5; the second one is Exchange's own).
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
  }
}
