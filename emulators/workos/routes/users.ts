import { type H3Event, setResponseStatus } from 'h3'
import { z } from 'zod'
import { createUser } from '../actions/createUser'
import { deleteUser } from '../actions/deleteUser'
import { mergeMetadata } from '../actions/mergeMetadata'
import { requireUser } from '../actions/requireUser'
import { updateUser } from '../actions/updateUser'
import type { Emulator } from '../emulator'
import { type FieldProblem, codedError, notFound } from '../http/apiError'
import { emailAddress, metadataInput, readInput } from '../http/input'
import { mapPage, paginate } from '../http/page'
import { pathParam } from '../http/param'
import { readQuery } from '../http/query'
import type { Route } from '../http/route'
import { presentIdentity } from '../objects/identity'
import { type User, presentUser, sameEmail } from '../objects/user'

const profile = z.object({
  email: emailAddress.optional(),
  email_verified: z.boolean().optional(),
  first_name: z.string().nullish(),
  last_name: z.string().nullish(),
  external_id: z.string().max(128).nullish(),
  locale: z.string().nullish(),
  metadata: metadataInput.nullish(),
})

export const userRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/user_management/users',
    summary: 'Lists users; filters `email`, `organization_id`',
    access: 'key',
    handle: (event, emulator) => {
      const query = readQuery(event)
      return mapPage(paginate(matchingUsers(query, emulator), query), presentUser)
    },
  },
  {
    method: 'POST',
    path: '/user_management/users',
    summary: 'Creates a user',
    access: 'key',
    handle: async (event, emulator) => {
      const { metadata, ...input } = await readInput(event, profile.required({ email: true }))
      const errors = uniquenessProblems(input, null, emulator)
      if (errors.length > 0) throw codedError(400, 'user_creation_error', 'Could not create user.', { errors })
      setResponseStatus(event, 201)
      return presentUser(createUser({ ...input, metadata: mergeMetadata({}, metadata) }, emulator))
    },
  },
  {
    method: 'GET',
    path: '/user_management/users/:id',
    summary: 'Reads a user',
    access: 'key',
    handle: (event, emulator) => presentUser(requireUser(pathParam(event, 'id'), emulator)),
  },
  {
    method: 'GET',
    path: '/user_management/users/external_id/:externalId',
    summary: 'Reads a user by your own id',
    access: 'key',
    handle: (event, { store }) => {
      const externalId = pathParam(event, 'externalId')
      const user = store.users.find(({ external_id }) => external_id === externalId)
      if (!user) throw notFound('User', externalId)
      return presentUser(user)
    },
  },
  {
    method: 'PUT',
    path: '/user_management/users/:id',
    summary: 'Changes a user; a new address is unverified until it says otherwise',
    access: 'key',
    handle: changeUser,
  },
  {
    method: 'DELETE',
    path: '/user_management/users/:id',
    summary: 'Deletes a user with memberships, sessions and factors',
    access: 'key',
    handle: (event, emulator) => {
      deleteUser(requireUser(pathParam(event, 'id'), emulator), emulator)
      return {}
    },
  },
  {
    method: 'GET',
    path: '/user_management/users/:id/identities',
    summary: 'Lists linked identities, as a bare array',
    access: 'key',
    handle: (event, emulator) => {
      const { id } = requireUser(pathParam(event, 'id'), emulator)
      // The API lists accounts at providers only.
      return emulator.store.identities.filter(row => row.user_id === id && row.type === 'OAuth').map(presentIdentity)
    },
  },
]

function matchingUsers(query: URLSearchParams, { store }: Emulator): User[] {
  const email = query.get('email')
  const organizationId = query.get('organization_id')
  const belongs = (user: User) => store.memberships.find(row => row.user_id === user.id && row.organization_id === organizationId)
  return store.users.filter(user =>
    (email === null || sameEmail(user.email, email)) && (organizationId === null || Boolean(belongs(user))))
}

async function changeUser(event: H3Event, emulator: Emulator): Promise<object> {
  const user = requireUser(pathParam(event, 'id'), emulator)
  const { metadata, ...input } = await readInput(event, profile)
  const [problem] = uniquenessProblems(input, user.id, emulator)
  if (problem) throw codedError(400, problem.code, problem.message)
  const moved = input.email !== undefined && !sameEmail(input.email, user.email)
  const change = { ...(moved && { email_verified: false }), ...input, metadata: mergeMetadata(user.metadata, metadata) }
  return presentUser(updateUser(user.id, change, emulator))
}

/** One address and one external id per environment. */
function uniquenessProblems(input: z.infer<typeof profile>, ownId: string | null, { store }: Emulator): FieldProblem[] {
  const { email, external_id } = input
  const others = store.users.filter(user => user.id !== ownId)
  return [
    email && others.some(user => sameEmail(user.email, email))
      ? { code: 'email_not_available', message: 'This email is not available.' }
      : [],
    external_id && others.some(user => user.external_id === external_id)
      ? { code: 'external_id_already_used', message: 'This external id is already used by another user.' }
      : [],
  ].flat()
}
