import type { MailTexts } from './mailTexts'

export const en: MailTexts = {
  locale: 'en',
  magicCode: {
    subject: '{code} is your code for {app}',
    heading: 'Sign in to {app}',
    lead: 'Enter this code on the page where you asked for it:',
  },
  emailVerification: {
    subject: '{code} confirms your address for {app}',
    heading: 'Confirm your address for {app}',
    lead: 'Enter this code to confirm that this address is yours:',
  },
  oneTimeCode: {
    validity: 'It works once, for ten minutes.',
    caution: 'If you did not ask for it, ignore this mail: nobody gets in without the code. Do not pass it on. Nobody at {app} will ever ask you for it.',
  },
  invitation: {
    subject: {
      byTo: '{inviter} invites you to {organization} on {app}',
      by: '{inviter} invites you to {app}',
      anyTo: 'You are invited to {organization} on {app}',
      any: 'You are invited to {app}',
    },
    lead: 'Accept the invitation to get started. It is meant for you alone.',
    accept: 'Accept the invitation',
    linkHint: 'If the button does not work, open this address:',
    validity: 'The invitation is valid until {moment}.',
    caution: 'If you did not expect it, ignore this mail.',
  },
  legal: { terms: 'Terms', privacy: 'Privacy' },
}
