import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

export interface ReceivedMail extends Email {
  /** As it came over the wire. */
  source: string
  /** Who it is really from and for, whatever its headers say. */
  envelope: { from: string, to: string[] }
  secure: boolean
  user: unknown
}

export interface TestSmtpServer {
  port: number
  mails: ReceivedMail[]
  /** How many connections were made. */
  connections: () => number
  /** How many of them are open. */
  open: () => number
  /** Every user name and password that was sent. */
  credentials: string[]
  close: () => Promise<void>
}

export type { SMTPServerOptions } from 'smtp-server'

/** A real SMTP server on this machine, which reads the mails it gets. In the clear, and with anybody's credentials or none, unless told otherwise. */
export async function startSmtpServer(options: SMTPServerOptions = {}, port = 0): Promise<TestSmtpServer> {
  const mails: ReceivedMail[] = []
  const credentials: string[] = []
  let connections = 0
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    authOptional: true,
    disableReverseLookup: true,
    logger: false,
    closeTimeout: 100,
    onAuth: ({ username = '', password }, _, callback) => {
      credentials.push(username, password ?? '')
      callback(null, { user: username })
    },
    onData: async (stream, { envelope, secure, user }, callback) => {
      const source = await text(stream)
      const { mailFrom, rcptTo } = envelope
      mails.push({
        ...await PostalMime.parse(source),
        source,
        envelope: { from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address) },
        secure,
        user,
      })
      callback()
    },
    ...options,
    onConnect: (session, callback) => {
      connections++
      if (options.onConnect) options.onConnect(session, callback)
      else callback()
    },
  })
  // Clients that hang up in the middle are what some tests are about.
  server.on('error', () => {})
  server.listen(port, '127.0.0.1')
  await once(server.server, 'listening')
  return {
    port: (server.server.address() as AddressInfo).port,
    mails,
    connections: () => connections,
    open: () => server.connections.size,
    credentials,
    close: () => new Promise(resolve => server.close(resolve)),
  }
}

/** What an SMTP server answers with. */
export function reply(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode })
}
