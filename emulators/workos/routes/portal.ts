import { setResponseStatus } from 'h3'
import { z } from 'zod'
import { requireOrganization } from '../actions/requireOrganization'
import { readInput } from '../http/input'
import type { Route } from '../http/route'
import { PORTAL_INTENTS } from '../objects/portalLink'
import { PORTAL_PATH } from '../portal/portalPage'
import { randomToken } from '../state/ids'

/** WorkOS docs: Admin Portal, portal link. */
const LIFETIME_MS = 5 * 60_000

const address = z.url({ protocol: /^https?$/ })

const linkInput = z.object({
  organization: z.string(),
  intent: z.enum(PORTAL_INTENTS),
  return_url: address.optional(),
  success_url: address.optional(),
})

export const portalRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/portal/generate_link',
    summary: 'A link to a page that plays the Admin Portal: it activates a connection or verifies a domain, and names the rest',
    access: 'key',
    handle: async (event, emulator) => {
      const { organization, intent, return_url, success_url } = await readInput(event, linkInput)
      const { id } = emulator.store.portalLinks.insert({
        id: randomToken(),
        organizationId: requireOrganization(organization, emulator).id,
        intent,
        returnUrl: return_url ?? null,
        successUrl: success_url ?? null,
        expiresAt: emulator.clock.now() + LIFETIME_MS,
      })
      setResponseStatus(event, 201)
      return { link: `${emulator.url}${PORTAL_PATH}/${id}` }
    },
  },
]
