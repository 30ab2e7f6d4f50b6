import type { MailTexts } from './mailTexts'

export const es: MailTexts = {
  locale: 'es',
  magicCode: {
    subject: '{code} es tu código para {app}',
    heading: 'Inicia sesión en {app}',
    lead: 'Introduce este código en la página donde lo pediste:',
  },
  emailVerification: {
    subject: '{code} confirma tu dirección para {app}',
    heading: 'Confirma tu dirección para {app}',
    lead: 'Introduce este código para confirmar que esta dirección es tuya:',
  },
  oneTimeCode: {
    validity: 'Sirve una sola vez, durante diez minutos.',
    caution: 'Si no lo pediste, ignora este correo: nadie puede entrar sin el código. No lo compartas. Nadie de {app} te lo pedirá nunca.',
  },
  invitation: {
    subject: {
      byTo: '{inviter} te invita a {organization} en {app}',
      by: '{inviter} te invita a {app}',
      anyTo: 'Tienes una invitación a {organization} en {app}',
      any: 'Tienes una invitación a {app}',
    },
    lead: 'Acepta la invitación para empezar. Es solo para ti.',
    accept: 'Aceptar la invitación',
    linkHint: 'Si el botón no funciona, abre esta dirección:',
    validity: 'La invitación es válida hasta el {moment}.',
    caution: 'Si no la esperabas, ignora este correo.',
  },
  legal: { terms: 'Condiciones', privacy: 'Privacidad' },
}
