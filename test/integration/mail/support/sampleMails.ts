import type { Mail } from '../../../../server/mail/mail'

export const brand = { name: 'Northwind' }
export const from = { address: 'login@northwind.example' }

export const codeMail = (details: Partial<{ to: string, code: string, locale: string }> = {}): Mail =>
  ({ kind: 'magic-code', to: 'ada@example.com', code: '123456', brand, locale: 'en', ...details })

export const invitationMail = (details: Partial<Extract<Mail, { kind: 'invitation' }>> = {}): Mail =>
  ({ kind: 'invitation', to: 'ada@example.com', url: 'https://northwind.example/i?invitation_token=Z1Y2', brand, locale: 'en', ...details })
