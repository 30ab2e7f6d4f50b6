import type { Clock } from '../state/clock'
import type { SettingsOwner } from '../state/settings'
import { escapeHtml } from '../http/escapeHtml'
import { sameEmail } from '../objects/user'
import type { Mail, MailContent } from './mail'

export interface Mailbox {
  send(content: MailContent): void
  /** Oldest first. */
  list(email?: string | null): Mail[]
  clear(): void
}

/** @param announce prints a line for whoever watches the terminal. */
export function createMailbox(clock: Clock, settings: SettingsOwner, announce: (mail: Mail) => void): Mailbox {
  const mails: Mail[] = []
  return {
    send: (content) => {
      if (settings.current().mailsOff.includes(content.kind)) return
      const mail = { ...content, html: mailHtml(content), at: clock.iso() }
      mails.push(mail)
      announce(mail)
    },
    list: email => email ? mails.filter(mail => sameEmail(mail.to, email)) : [...mails],
    clear: () => {
      mails.length = 0
    },
  }
}

function mailHtml({ subject, text, code, url }: MailContent): string {
  return [
    `<h1>${escapeHtml(subject)}</h1>`,
    `<p>${escapeHtml(text)}</p>`,
    code && `<p><strong>${escapeHtml(code)}</strong></p>`,
    url && `<p><a href="${escapeHtml(url)}">${escapeHtml(url)}</a></p>`,
  ].filter(Boolean).join('\n')
}
