import type { H3Event } from 'h3'
import { z } from 'zod'
import type { NativeAuthorization } from '../../../native/protocol'
import { AuthError } from '../../utils/authError'
import { authorizationUrl, type AuthorizationTarget, type HostedPage } from '../../utils/authorize'
import { flowAim, readFlow, updateFlow } from '../../utils/flow'
import { invitationToken, workosId } from '../../utils/identifiers'
import { requireRoom } from '../../utils/limits/requireRoom'
import { continuation, resumeFlow, sealContinuation } from '../../utils/native/continuation'
import { defineNativeHandler } from '../../utils/native/handler'
import { isAllowedRedirect } from '../../utils/native/redirects'
import { nativeSettings } from '../../utils/native/settings'
import { isProviderSlug } from '../../utils/providers'
import { readValidBody } from '../../utils/readBody'

const bodySchema = z.object({
  redirectUri: z.string().max(2_048),
  /** The device's own, which it compares when it is returned to (RFC 6749, 10.12). */
  state: z.string().min(16).max(512),
  /** The SHA-256 of the device's verifier, in base64url (RFC 7636, 4.2). The plain method is not taken. */
  codeChallenge: z.string().regex(/^[\w-]{43}$/),
  /** One of these, or none for WorkOS's own page. */
  provider: z.string().max(64).optional(),
  connectionId: workosId.optional(),
  organizationId: workosId.optional(),
  email: z.string().trim().max(320, 'email_invalid').optional(),
  invitationToken: invitationToken.optional(),
  /** Of the step that led here, such as `sso`. */
  continuation: continuation.optional(),
})

type Body = z.infer<typeof bodySchema>

/** Where an app sends the system's browser to sign in (RFC 8252). PKCE is the app's: only it can use the code that comes back. */
export default defineNativeHandler(async (event): Promise<NativeAuthorization> => {
  const { redirectUri, state, codeChallenge, ...body } = await readValidBody(event, bodySchema)
  if (!isAllowedRedirect(redirectUri, nativeSettings(event).redirects)) throw new AuthError('redirect_unknown', { status: 400 })
  const target = chooseTarget(body)
  await requireRoom(event, 'authorize')
  await rememberAim(event, body, target)
  const url = authorizationUrl(target, { redirectUri, state, codeChallenge, codeChallengeMethod: 'S256' }, flowAim(await readFlow(event)))
  return { url, continuation: await sealContinuation(event) }
})

function chooseTarget({ provider = 'authkit', connectionId, organizationId }: Pick<Body, 'provider' | 'connectionId' | 'organizationId'>): AuthorizationTarget | HostedPage {
  if (connectionId) return { connectionId }
  if (organizationId) return { organizationId }
  if (provider === 'authkit') return { provider }
  if (isProviderSlug(provider)) return { provider }
  throw new AuthError('provider_unknown', { status: 404 })
}

async function rememberAim(event: H3Event, body: Pick<Body, 'continuation' | 'email' | 'invitationToken' | 'organizationId'>, target: AuthorizationTarget | HostedPage): Promise<void> {
  if (body.continuation) await resumeFlow(event, body.continuation)
  await updateFlow(event, {
    step: undefined,
    method: 'provider' in target ? target.provider : 'sso',
    connectionId: 'connectionId' in target ? target.connectionId : undefined,
    ...(body.email && { email: body.email }),
    ...(body.organizationId && { organizationId: body.organizationId }),
    ...(body.invitationToken && { invitationToken: body.invitationToken }),
  })
}
