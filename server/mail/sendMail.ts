import type { H3Event } from 'h3'
import { useNitroApp } from 'nitropack/runtime'
import { serverEnv } from '../utils/env'
import { deliverMail } from './deliverMail'
import { chooseDriver } from './drivers/chooseDriver'
import type { Mail } from './mail'
import type { Mailer } from './mailer'
import { writeMail } from './writeMail'

/**
 * Sends a mail under the application's own name, after WorkOS made what it tells of.
 *
 * @param event the request that it is sent for, if there is one.
 * @returns false when WorkOS sends the mails itself, and nothing was done.
 * @throws AuthError `mail_failed` when the mail was not taken for delivery within 8 seconds.
 * @example await sendMail(event, { kind: 'magic-code', to: email, code, locale: localeOf(event), brand })
 */
export async function sendMail(event: H3Event | undefined, mail: Mail): Promise<boolean> {
  return await deliverMail(await useMailer(), mail, { event })
}

let mailer: Promise<Mailer> | undefined

/** What sends the mails, made once. A hook that fails is asked again for the next mail. */
export function useMailer(): Promise<Mailer> {
  return mailer ??= createMailer().catch((error) => {
    mailer = undefined
    throw error
  })
}

async function createMailer(): Promise<Mailer> {
  const env = serverEnv()
  const { hooks } = useNitroApp()
  const driver = chooseDriver(env)
  if (driver?.close) hooks.hookOnce('close', driver.close)
  const mailer: Mailer = {
    write: mail => writeMail(mail, env.WORKOS_REDIRECT_URI),
    deliver: driver?.deliver ?? null,
  }
  await hooks.callHook('auth:mailer', mailer)
  return mailer
}
