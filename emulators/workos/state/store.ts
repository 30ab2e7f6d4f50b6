import type { Arrival } from '../objects/arrival'
import type { AuthorizationCode } from '../objects/authorizationCode'
import type { AuthorizationRequest } from '../objects/authorizationRequest'
import type { AuthenticationChallenge } from '../objects/authenticationChallenge'
import type { Connection } from '../objects/connection'
import type { DemandedSteps } from '../objects/demandedSteps'
import type { EmailVerification } from '../objects/emailVerification'
import type { Factor } from '../objects/factor'
import type { Identity } from '../objects/identity'
import type { Invitation } from '../objects/invitation'
import type { JwtTemplate } from '../objects/jwtTemplate'
import type { MagicAuth } from '../objects/magicAuth'
import type { Membership } from '../objects/membership'
import type { Organization } from '../objects/organization'
import type { OrganizationDomain } from '../objects/organizationDomain'
import type { PendingAuthentication } from '../objects/pendingAuthentication'
import type { OrganizationPolicy } from '../objects/organizationPolicy'
import type { Permission } from '../objects/permission'
import type { CorsOrigin, RedirectUri } from '../objects/redirects'
import type { PortalLink } from '../objects/portalLink'
import type { RadarChallenge } from '../objects/radarChallenge'
import type { RefreshToken } from '../objects/refreshToken'
import type { Role } from '../objects/role'
import type { Session } from '../objects/session'
import type { SmsVerification } from '../objects/smsVerification'
import type { User } from '../objects/user'
import type { WebhookEndpoint } from '../objects/webhookEndpoint'
import { Collection } from './collection'

/** Everything the emulated environment remembers. Events, mails and requests have owners of their own. */
export function createStore() {
  return {
    users: new Collection<User>(),
    organizations: new Collection<Organization>(),
    organizationDomains: new Collection<OrganizationDomain>(),
    memberships: new Collection<Membership>(),
    roles: new Collection<Role>(),
    permissions: new Collection<Permission>(),
    connections: new Collection<Connection>(),
    organizationPolicies: new Collection<OrganizationPolicy>(),
    identities: new Collection<Identity>(),
    authorizationRequests: new Collection<AuthorizationRequest>(),
    authorizationCodes: new Collection<AuthorizationCode>(),
    arrivals: new Collection<Arrival>(),
    factors: new Collection<Factor>(),
    invitations: new Collection<Invitation>(),
    magicAuths: new Collection<MagicAuth>(),
    emailVerifications: new Collection<EmailVerification>(),
    authenticationChallenges: new Collection<AuthenticationChallenge>(),
    portalLinks: new Collection<PortalLink>(),
    radarChallenges: new Collection<RadarChallenge>(),
    smsVerifications: new Collection<SmsVerification>(),
    demandedSteps: new Collection<DemandedSteps>(),
    pendingAuthentications: new Collection<PendingAuthentication>(),
    sessions: new Collection<Session>(),
    refreshTokens: new Collection<RefreshToken>(),
    redirectUris: new Collection<RedirectUri>(),
    corsOrigins: new Collection<CorsOrigin>(),
    jwtTemplates: new Collection<JwtTemplate>(),
    webhookEndpoints: new Collection<WebhookEndpoint>(),
    /** Where people go after signing out when nothing else says so. */
    homepage: { url: null as string | null },
  }
}

export type Store = ReturnType<typeof createStore>

/** Empties what a reset restores. Webhook endpoints stay: whoever listens keeps listening. */
export function clearStore(store: Store): void {
  for (const [name, part] of Object.entries(store)) {
    if (part instanceof Collection && name !== 'webhookEndpoints') part.clear()
  }
  store.homepage.url = null
}
