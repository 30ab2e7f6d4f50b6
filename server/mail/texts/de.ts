import type { MailTexts } from './mailTexts'

export const de: MailTexts = {
  locale: 'de',
  magicCode: {
    subject: '{code} ist Ihr Code für {app}',
    heading: 'Bei {app} anmelden',
    lead: 'Geben Sie diesen Code auf der Seite ein, auf der Sie ihn angefordert haben:',
  },
  emailVerification: {
    subject: '{code} bestätigt Ihre Adresse für {app}',
    heading: 'Adresse für {app} bestätigen',
    lead: 'Geben Sie diesen Code ein, um zu bestätigen, dass diese Adresse Ihnen gehört:',
  },
  oneTimeCode: {
    validity: 'Er gilt einmal und zehn Minuten lang.',
    caution: 'Wenn Sie ihn nicht angefordert haben, ignorieren Sie diese Mail: Ohne den Code kommt niemand hinein. Geben Sie ihn nicht weiter. Niemand von {app} wird Sie je danach fragen.',
  },
  invitation: {
    subject: {
      byTo: '{inviter} lädt Sie zu {organization} auf {app} ein',
      by: '{inviter} lädt Sie zu {app} ein',
      anyTo: 'Sie sind zu {organization} auf {app} eingeladen',
      any: 'Sie sind zu {app} eingeladen',
    },
    lead: 'Nehmen Sie die Einladung an, um loszulegen. Sie gilt nur für Sie.',
    accept: 'Einladung annehmen',
    linkHint: 'Wenn die Schaltfläche nicht funktioniert, öffnen Sie diese Adresse:',
    validity: 'Die Einladung gilt bis {moment}.',
    caution: 'Wenn Sie sie nicht erwartet haben, ignorieren Sie diese Mail.',
  },
  legal: { terms: 'Nutzungsbedingungen', privacy: 'Datenschutz' },
}
