import type { MailTexts } from './mailTexts'

export const fr: MailTexts = {
  locale: 'fr',
  magicCode: {
    subject: '{code} est votre code pour {app}',
    heading: 'Connexion à {app}',
    lead: 'Saisissez ce code sur la page où vous l’avez demandé :',
  },
  emailVerification: {
    subject: '{code} confirme votre adresse pour {app}',
    heading: 'Confirmez votre adresse pour {app}',
    lead: 'Saisissez ce code pour confirmer que cette adresse est bien la vôtre :',
  },
  oneTimeCode: {
    validity: 'Il est valable une seule fois, pendant dix minutes.',
    caution: 'Si vous ne l’avez pas demandé, ignorez ce message : personne ne peut se connecter sans le code. Ne le transmettez à personne. Personne chez {app} ne vous le demandera jamais.',
  },
  invitation: {
    subject: {
      byTo: '{inviter} vous invite à rejoindre {organization} sur {app}',
      by: '{inviter} vous invite à rejoindre {app}',
      anyTo: 'Invitation à rejoindre {organization} sur {app}',
      any: 'Invitation à rejoindre {app}',
    },
    lead: 'Acceptez l’invitation pour commencer. Elle vous est personnelle.',
    accept: 'Accepter l’invitation',
    linkHint: 'Si le bouton ne fonctionne pas, ouvrez cette adresse :',
    validity: 'L’invitation est valable jusqu’au {moment}.',
    caution: 'Si vous ne l’attendiez pas, ignorez ce message.',
  },
  legal: { terms: 'Conditions d’utilisation', privacy: 'Confidentialité' },
}
