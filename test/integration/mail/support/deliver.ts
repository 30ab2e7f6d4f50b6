import { deliverMail } from '../../../../server/mail/deliverMail'
import type { Mail } from '../../../../server/mail/mail'
import type { MailDriver } from '../../../../server/mail/mailer'
import { writeMail } from '../../../../server/mail/writeMail'
import { AuthError } from '../../../../server/utils/authError'

/** Sends a mail as the routes do, with a driver of the test's choice. */
export function deliver({ deliver }: MailDriver, mail: Mail, deadlineMs?: number): Promise<boolean> {
  return deliverMail({ write: writeMail, deliver }, mail, { deadlineMs })
}

/** Sends a mail that must fail, and gives what the visitor and what the log is told. */
export async function failToDeliver(driver: MailDriver, mail: Mail, deadlineMs?: number): Promise<{ code: string, status: number, message: string, logged: string }> {
  try {
    await deliver(driver, mail, deadlineMs)
  }
  catch (error) {
    if (!(error instanceof AuthError)) throw error
    return { code: error.code, status: error.statusCode, message: error.message, logged: String(error.cause) }
  }
  throw new Error('The mail was expected to fail.')
}
