import { type ApiError, oauthError } from '../http/apiError'
import { presentAllowedMethods } from '../objects/organizationPolicy'
import type { UnmetRequirement } from './unmetRequirement'

/** `pendingToken` is absent where there is nothing to go on with: a refresh. */
interface Person { readonly email: string, readonly pendingToken?: string | undefined }

export const ssoRequired = (connectionIds: readonly string[], { email, pendingToken }: Person): ApiError =>
  oauthError('sso_required', 'User must authenticate using one of the matching connections.', {
    email,
    connection_ids: connectionIds,
    ...pending(pendingToken),
  })

export const methodsRequired = ({ policy, connectionIds }: UnmetRequirement, { email, pendingToken }: Person): ApiError =>
  oauthError('organization_authentication_methods_required', 'User must authenticate with a method the organization allows.', {
    email,
    sso_connection_ids: connectionIds,
    auth_methods: presentAllowedMethods(policy),
    ...pending(pendingToken),
  })

const pending = (token: string | undefined) => token === undefined ? {} : { pending_authentication_token: token }
