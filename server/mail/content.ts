import { fillMessage } from '../../common/translate'
import type { Mail } from './mail'
import { mailUrl } from './mailUrl'
import { plainName, unlinked } from './plainName'
import { formatMoment } from './texts/formatMoment'
import type { MailTexts } from './texts/mailTexts'

/** What a mail says, in the reader's language and before it is laid out. */
export interface MailContent {
  subject: string
  /** What inboxes show beside the subject. */
  preheader: string
  heading: string
  lead: string
  code?: string
  link?: { url: string, label: string, hint: string }
  notes: string[]
}

/** @throws Error for an invitation whose address is none. */
export function mailContent(mail: Mail, texts: MailTexts): MailContent {
  return mail.kind === 'invitation' ? invitation(mail, texts) : oneTimeCode(mail, texts)
}

function oneTimeCode({ kind, code, brand }: Extract<Mail, { code: string }>, { oneTimeCode, ...texts }: MailTexts): MailContent {
  const { subject, heading, lead } = kind === 'magic-code' ? texts.magicCode : texts.emailVerification
  const params = { code: plainName(code), app: plainName(brand.name) }
  return {
    subject: fillMessage(subject, params),
    preheader: oneTimeCode.validity,
    heading: fillMessage(heading, params),
    lead,
    code,
    notes: [oneTimeCode.validity, fillMessage(oneTimeCode.caution, params)],
  }
}

function invitation({ url, organization, inviter, expiresAt, brand }: Extract<Mail, { kind: 'invitation' }>, { locale, invitation: texts }: MailTexts): MailContent {
  const link = mailUrl(url)
  if (!link) throw new Error('the address of the invitation is no full http address')
  const names = { organization: plainName(organization ?? ''), inviter: plainName(inviter ?? '') }
  const subject = texts.subject[`${names.inviter ? 'by' : 'any'}${names.organization ? 'To' : ''}`]
  const app = plainName(brand.name)
  return {
    subject: fillMessage(subject, { ...names, app }),
    preheader: texts.lead,
    heading: fillMessage(subject, { organization: unlinked(names.organization), inviter: unlinked(names.inviter), app }),
    lead: texts.lead,
    link: { url: link, label: texts.accept, hint: texts.linkHint },
    notes: [
      ...(expiresAt ? [fillMessage(texts.validity, { moment: formatMoment(expiresAt, locale) })] : []),
      texts.caution,
    ],
  }
}
