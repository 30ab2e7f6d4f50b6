import type { MailTexts } from './mailTexts'

export const es: MailTexts = {
  locale: 'es',
  magicCode: {
    subject: '{code} es su código para {app}',
    heading: 'Inicie sesión en {app}',
    lead: 'Escriba este código en la página donde lo pidió:',
  },
  emailVerification: {
    subject: '{code} confirma su dirección para {app}',
    heading: 'Confirme su dirección para {app}',
    lead: 'Escriba este código para confirmar que esta dirección es suya:',
  },
  oneTimeCode: {
    validity: 'Sirve una sola vez, durante diez minutos.',
    caution: 'Si no lo pidió, ignore este correo: nadie puede entrar sin el código. No lo comparta. Nadie de {app} se lo pedirá nunca.',
  },
  invitation: {
    subject: {
      byTo: '{inviter} le invita a {organization} en {app}',
      by: '{inviter} le invita a {app}',
      anyTo: 'Tiene una invitación a {organization} en {app}',
      any: 'Tiene una invitación a {app}',
    },
    lead: 'Acepte la invitación para empezar. Es solo para usted.',
    accept: 'Aceptar la invitación',
    linkHint: 'Si el botón no funciona, abra esta dirección:',
    validity: 'La invitación es válida hasta el {moment}.',
    caution: 'Si no la esperaba, ignore este correo.',
  },
  legal: { terms: 'Condiciones', privacy: 'Privacidad' },
}
