import { invitations } from './invitations'
import { memberships } from './memberships'
import { organizationDomains } from './organizationDomains'
import { organizations } from './organizations'
import { roles } from './roles'
import { users } from './users'

/** By table. */
export const KINDS = { users, organizations, organizationDomains, memberships, invitations, roles }
