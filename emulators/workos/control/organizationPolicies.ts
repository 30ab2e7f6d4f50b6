import { z } from 'zod'
import { requireOrganization } from '../actions/requireOrganization'
import { readInput } from '../http/input'
import { pathParam } from '../http/param'
import type { Route } from '../http/route'
import { type OrganizationPolicy, POLICY_METHODS } from '../objects/organizationPolicy'

const PATH = '/_emulate/organization-policies'

const policyInput = z.strictObject({
  ssoRequired: z.boolean().default(false),
  mfaRequired: z.boolean().default(false),
  allowedMethods: z.array(z.enum(POLICY_METHODS)).nullable().default(null),
})

export const organizationPolicyRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: PATH,
    summary: 'The organizations that ask more of their members than the environment does',
    access: 'open',
    handle: (_, { store }) => store.organizationPolicies.all().map(showPolicy),
  },
  {
    method: 'PUT',
    path: `${PATH}/:organizationId`,
    summary: `Sets the policy of an organization: \`{ssoRequired?, mfaRequired?, allowedMethods?}\`; methods are ${POLICY_METHODS.map(method => `\`${method}\``).join(', ')}`,
    access: 'open',
    handle: async (event, emulator) => {
      const { id } = requireOrganization(pathParam(event, 'organizationId'), emulator)
      return showPolicy(emulator.store.organizationPolicies.insert({ id, ...await readInput(event, policyInput) }))
    },
  },
]

const showPolicy = ({ id, ...policy }: OrganizationPolicy) => ({ organizationId: id, ...policy })
