import type { H3Event } from 'h3'
import { z } from 'zod'
import { AuthError } from '../utils/authError'
import { describeFailure } from './describeFailure'
import type { Mail } from './mail'
import type { Mailer } from './mailer'

/** How long somebody waits for a mail to be taken, in ms. */
const DEADLINE_MS = 8_000

/**
 * Writes and delivers one mail.
 *
 * @param options.deadlineMs for everything together.
 * @returns false when WorkOS sends the mails, and nothing was done.
 * @throws AuthError `mail_failed`, with a cause that may be logged.
 */
export async function deliverMail({ write, deliver }: Mailer, mail: Mail, options: { event?: H3Event, deadlineMs?: number } = {}): Promise<boolean> {
  if (!deliver) return false
  const { event, deadlineMs = DEADLINE_MS } = options
  const signal = AbortSignal.timeout(deadlineMs)
  try {
    // Whoever delivers may read an address list or a display name out of anything else.
    if (!z.email().safeParse(mail.to).success) throw new Error('the recipient is no plain address')
    const delivery = async () => await deliver(await write(mail), { signal, event })
    await Promise.race([rejectOn(signal, deadlineMs), delivery()])
    return true
  }
  catch (error) {
    throw new AuthError('mail_failed', { status: 503, cause: describeFailure(error, mail) })
  }
}

/** A mailer that pays no heed to the signal is not waited for either. */
function rejectOn(signal: AbortSignal, deadlineMs: number): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error(`not taken within ${deadlineMs} ms`)))
  })
}
