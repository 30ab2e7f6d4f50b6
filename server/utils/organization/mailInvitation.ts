import type { Invitation } from '@workos-inc/node'
import type { H3Event } from 'h3'
import { personName } from '../../../common/personName'
import { sendMail } from '../../mail/sendMail'
import { toMailBrand } from '../../mail/toMailBrand'
import { brandOf } from '../brand'
import { callWorkos } from '../callWorkos'
import type { AuthSession } from '../authSession'
import { localeOf } from '../locale'
import { workosReads } from '../workos'

/**
 * Mails an invitation under the application's own name, in the language of whoever invites, when it
 * sends its mails itself.
 *
 * @throws AuthError `mail_failed`.
 */
export async function mailInvitation(event: H3Event, { email, acceptInvitationUrl, expiresAt }: Invitation, { user, claims }: AuthSession): Promise<void> {
  const organizationId = claims.org_id ?? ''
  const { name } = await callWorkos(() => workosReads().organizations.getOrganization(organizationId))
  await sendMail(event, {
    kind: 'invitation',
    to: email,
    url: acceptInvitationUrl,
    organization: name,
    inviter: personName(user),
    expiresAt,
    locale: localeOf(event),
    brand: toMailBrand(brandOf(event, organizationId).brand),
  })
}
