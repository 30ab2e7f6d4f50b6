import { isLoopback } from '../../utils/loopback'
import type { MailAddress } from '../environment'
import type { MailDriver } from '../mailer'

/** In ms. Shorter than what firewalls between here and the server keep quiet connections for. */
const IDLE_TIMEOUT_MS = 60_000

export interface SmtpOptions {
  /** `smtp://` or `smtps://`. Its query may set any option of nodemailer's, such as `?requireTLS=false`. */
  url: string
  from: MailAddress
}

/**
 * Delivers over SMTP, on connections that are kept for the next mail.
 *
 * `smtp://` insists on STARTTLS: a server, or somebody in between, that does not offer it would get
 * the password and the code in the clear (RFC 8314, 3.3). Only on this machine it may be missing.
 */
export function createSmtpDriver({ url, from }: SmtpOptions): MailDriver {
  let transport: ReturnType<typeof openTransport> | undefined
  return {
    deliver: async ({ fromName, to, ...message }, { signal }) => {
      const smtp = await (transport ??= openTransport(url))
      // Addresses as objects: as text they would be parsed, and could turn out to be several.
      await smtp.sendMail({
        ...message,
        from: { name: from.name ?? fromName, address: from.address },
        to: { name: '', address: to },
        xMailer: false,
        signal,
      })
    },
    close: () => void transport?.then(smtp => smtp.close()),
  }
}

async function openTransport(url: string) {
  // Only where it is used: edge runtimes have no sockets to offer it.
  const { createTransport } = await import('nodemailer')
  return createTransport({
    url,
    pool: true,
    idleTimeout: IDLE_TIMEOUT_MS,
    requireTLS: !isLoopback(new URL(url).hostname),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
}
