import { getRouterParam } from 'h3'
import { z } from 'zod'
import { AuthError } from '../../../utils/authError'
import { defineAuthHandler } from '../../../utils/authHandler'
import { startAuthorization } from '../../../utils/authorize'
import { takeAim } from '../../../utils/flowAim'
import { workosId } from '../../../utils/identifiers'
import { requireRoom } from '../../../utils/limits/requireRoom'
import { isProviderSlug } from '../../../utils/providers'
import { readValidBody } from '../../../utils/readBody'

const bodySchema = z.object({
  returnTo: z.string().optional(),
  organization: z.union([workosId, z.literal('')]).optional(),
})

/** Sends the browser to an OAuth provider. */
export default defineAuthHandler('/login', async (event) => {
  const provider = getRouterParam(event, 'provider')
  if (!isProviderSlug(provider)) throw new AuthError('provider_unknown', { status: 404 })
  await requireRoom(event, 'authorize')
  await takeAim(event, await readValidBody(event, bodySchema))
  return { redirectTo: await startAuthorization(event, { provider }) }
})
