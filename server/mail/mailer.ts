import type { H3Event } from 'h3'
import type { Mail, MailMessage } from './mail'

export interface DeliveryContext {
  /** Aborts when nobody waits for the outcome any more. */
  signal: AbortSignal
  /** The request that the mail is sent for, if there is one. */
  event?: H3Event
}

/** Hands a message over for delivery. Resolves once it is accepted, rejects when it is not. */
export type Deliver = (message: MailMessage, context: DeliveryContext) => Promise<unknown>

/** What sends the mails of this application. The `auth:mailer` hook may replace either part. */
export interface Mailer {
  /** Gives a mail its subject and bodies. */
  write: (mail: Mail) => MailMessage | Promise<MailMessage>
  /** null where WorkOS sends the mails. */
  deliver: Deliver | null
}

/** A built-in way to deliver. */
export interface MailDriver {
  deliver: Deliver
  /** Ends idle connections. */
  close?: () => void
}

declare module 'nitropack/types' {
  interface NitroRuntimeHooks {
    /** Called once, before the first mail. */
    'auth:mailer': (mailer: Mailer) => void | Promise<void>
  }
}
