import type { FaultHooks } from './control/faultHooks'
import type { RequestLog } from './control/requestLog'
import type { EventLog } from './events/eventLog'
import type { Mailbox } from './mail/mailbox'
import type { RateLimiter } from './rateLimits/rateLimiter'
import type { Clock } from './state/clock'
import type { NewId } from './state/ids'
import type { SettingsOwner } from './state/settings'
import type { Store } from './state/store'
import type { SigningKeys } from './tokens/signingKeys'
import type { WebhookDispatcher } from './webhooks/dispatcher'

/** What a handler can reach: one owner for each piece of state, and nothing global. */
export interface Emulator {
  readonly url: string
  readonly clientId: string
  readonly apiKey: string
  readonly clock: Clock
  readonly newId: NewId
  readonly store: Store
  readonly settings: SettingsOwner
  readonly keys: SigningKeys
  readonly events: EventLog
  readonly webhooks: WebhookDispatcher
  readonly mailbox: Mailbox
  readonly faults: FaultHooks
  readonly requests: RequestLog
  readonly rateLimiter: RateLimiter
  /** Aborted when the emulator stops, so that nothing outlives it. */
  readonly stopping: AbortSignal
  /** A line for whoever watches the terminal. */
  say(line: string): void
  /** Back to the seed. Servers and webhook endpoints stay. */
  reset(): void
}
