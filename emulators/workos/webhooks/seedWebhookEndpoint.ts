import { WORKOS_EMULATOR } from '../../defaults'
import type { Emulator } from '../emulator'

/** A receiver of every event whose secret is known beforehand, so that nothing has to be copied. */
export function seedWebhookEndpoint(url: string, { store, newId, clock }: Emulator): void {
  store.webhookEndpoints.insert({
    id: newId('we'),
    endpoint_url: url,
    secret: WORKOS_EMULATOR.webhookSecret,
    status: 'enabled',
    events: [],
    created_at: clock.iso(),
    updated_at: clock.iso(),
  })
}
