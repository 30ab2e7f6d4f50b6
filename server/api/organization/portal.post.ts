import { z } from 'zod'
import { PORTAL_INTENTS } from '../../../common/organizationChange'
import { callWorkos } from '../../utils/callWorkos'
import { defineChangeHandler } from '../../utils/organization/changeHandler'
import { siteOrigin } from '../../utils/origin/siteOrigin'
import { workosGrants } from '../../utils/workos'

/** Leads to WorkOS's Admin Portal, where a customer sets up their own single sign-on or domain. The link is good for five minutes. */
export default defineChangeHandler({
  permission: 'members:manage',
  body: z.object({ intent: z.enum(PORTAL_INTENTS) }),
  change: async ({ event, body: { intent }, member: { organizationId } }) => {
    const page = new URL('/organization/setup', siteOrigin(event)).href
    const { link } = await callWorkos(() => workosGrants().adminPortal.generateLink({
      organization: organizationId, intent, returnUrl: page, successUrl: `${page}?done=setup`,
    }))
    return { redirectTo: link }
  },
})
