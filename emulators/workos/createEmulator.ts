import { createFaultHooks } from './control/faultHooks'
import { createRequestLog } from './control/requestLog'
import type { Emulator } from './emulator'
import { createEventLog } from './events/eventLog'
import { createMailbox } from './mail/mailbox'
import { createRateLimiter } from './rateLimits/rateLimiter'
import { seed } from './seed'
import { createClock } from './state/clock'
import { createIds } from './state/ids'
import { type Settings, createSettings } from './state/settings'
import { clearStore, createStore } from './state/store'
import type { SigningKeys } from './tokens/signingKeys'
import { createWebhookDispatcher } from './webhooks/dispatcher'

export interface EmulatorParts {
  readonly url: string
  readonly clientId: string
  readonly apiKey: string
  readonly keys: SigningKeys
  readonly stopping: AbortSignal
  /** Where the application runs. */
  readonly origins: readonly string[]
  readonly settings: Partial<Settings>
  readonly webhookRetryDelaysMs: readonly number[]
  readonly now: () => number
  say(line: string): void
}

/** Builds every owner of state once and hands each only what it needs. */
export function createEmulator(parts: EmulatorParts): Emulator {
  const { url, clientId, apiKey, keys, stopping, say } = parts
  const clock = createClock(parts.now)
  const newId = createIds(clock)
  const store = createStore()
  const settings = createSettings({ ...settingsFor(parts.origins), ...parts.settings })
  const webhooks = createWebhookDispatcher(store, { retryDelaysMs: parts.webhookRetryDelaysMs, stopping })
  const events = createEventLog(clock, newId, webhooks.dispatch)
  const mailbox = createMailbox(clock, settings, mail => say(mailLine(mail, url)))
  const faults = createFaultHooks()
  const requests = createRequestLog(clock)
  const rateLimiter = createRateLimiter(clock)
  const emulator: Emulator = {
    url, clientId, apiKey, keys, stopping, say, clock, newId, store, settings, webhooks, events, mailbox, faults, requests, rateLimiter,
    reset: () => {
      clearStore(store)
      for (const owner of [clock, settings, keys]) owner.reset()
      for (const owner of [events, mailbox, faults, requests, rateLimiter, webhooks]) owner.clear()
      seed(emulator, parts.origins)
    },
  }
  seed(emulator, parts.origins)
  return emulator
}

const settingsFor = (origins: readonly string[]): Partial<Settings> => ({
  // Home of the application, on any port of this machine too.
  signOutRedirects: [...origins, 'http://localhost:*'].map(origin => `${origin}/`),
  ...(origins[0] && { invitationUrl: `${origins[0]}/invitation` }),
})

const mailLine = ({ to, subject, code }: { to: string, subject: string, code?: string }, url: string) =>
  `mail to ${to}: ${code ? `code ${code}` : subject} (${url}/_emulate/inbox)`
