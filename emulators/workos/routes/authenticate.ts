import { type H3Event, getRequestHeader } from 'h3'
import { z } from 'zod'
import type { Emulator } from '../emulator'
import type { Grant } from '../grants/grant'
import { grants } from '../grants/table'
import { requireApiKey } from '../http/access'
import { oauthError } from '../http/apiError'
import { AUTHENTICATE_PATH } from '../http/grantType'
import { parseInput, readJson } from '../http/input'
import type { Route } from '../http/route'

const clientInput = z.object({
  client_id: z.string().optional(),
  client_secret: z.string().optional(),
  grant_type: z.string().optional(),
})

export const authenticateRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: AUTHENTICATE_PATH,
    summary: 'Every sign-in step and every refresh, by grant type',
    access: 'open',
    handle: async (event, emulator) => {
      const body = await readJson(event)
      const client = parseInput(clientInput, body)
      const grant = grants.find(({ grantType }) => grantType === client.grant_type)
      requireClient(event, client, grant, emulator)
      if (!grant) throw oauthError('unsupported_grant_type', `The grant type '${client.grant_type}' is not supported.`)
      return grant.exchange(body, emulator)
    },
  },
]

/** The secret is the API key. The SDK sends it twice: a wrong one in the header is a 401, as everywhere else. */
function requireClient(event: H3Event, client: z.infer<typeof clientInput>, grant: Grant | undefined, emulator: Emulator): void {
  if (getRequestHeader(event, 'authorization')) requireApiKey(event, emulator.apiKey)
  if (client.client_id !== emulator.clientId) throw oauthError('invalid_client', 'Invalid client ID.')
  if (client.client_secret === undefined && grant?.allowsPublicClient) return
  if (client.client_secret !== emulator.apiKey) throw oauthError('invalid_client', 'Invalid client secret.')
}
