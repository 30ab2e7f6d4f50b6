import { type H3Event, setResponseStatus } from 'h3'
import { acceptInvitation } from '../actions/acceptInvitation'
import { createInvitation, newInvitationInput } from '../actions/createInvitation'
import { mailInvitation } from '../actions/mailInvitation'
import { revokeInvitation } from '../actions/revokeInvitation'
import type { Emulator } from '../emulator'
import { codedError, notFound } from '../http/apiError'
import { readInput } from '../http/input'
import { mapPage, paginate } from '../http/page'
import { pathParam } from '../http/param'
import { readQuery } from '../http/query'
import type { Route } from '../http/route'
import { type Invitation, invitationState, presentInvitation, presentInvitationInEvent } from '../objects/invitation'
import { sameEmail } from '../objects/user'

const PATH = '/user_management/invitations'

export const invitationRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: PATH,
    summary: 'Lists invitations; filters `email`, `organization_id`',
    access: 'key',
    handle: (event, emulator) => {
      const query = readQuery(event)
      const [email, organizationId] = [query.get('email'), query.get('organization_id')]
      const matching = emulator.store.invitations.filter(row =>
        (email === null || sameEmail(row.email, email)) && (organizationId === null || row.organization_id === organizationId))
      return mapPage(paginate(matching, query), invitation => show(invitation, emulator))
    },
  },
  {
    method: 'POST',
    path: PATH,
    summary: 'Invites an address to an organization, or to the application',
    access: 'key',
    handle: async (event, emulator) => {
      const invitation = createInvitation(await readInput(event, newInvitationInput), emulator)
      setResponseStatus(event, 201)
      return show(invitation, emulator)
    },
  },
  {
    method: 'GET',
    path: `${PATH}/:id`,
    summary: 'Reads an invitation',
    access: 'key',
    handle: (event, emulator) => show(requireInvitationById(event, emulator), emulator),
  },
  {
    method: 'GET',
    path: `${PATH}/by_token/:token`,
    summary: 'Reads an invitation by the token of its address',
    access: 'key',
    handle: (event, emulator) => {
      const token = pathParam(event, 'token')
      const invitation = emulator.store.invitations.find(row => row.token === token)
      if (!invitation) throw notFound('Invitation', token)
      return show(invitation, emulator)
    },
  },
  {
    method: 'POST',
    path: `${PATH}/:id/accept`,
    summary: 'Accepts an invitation without a sign-in',
    access: 'key',
    handle: (event, emulator) => show(acceptInvitation(requirePending(event, emulator), emulator), emulator),
  },
  {
    method: 'POST',
    path: `${PATH}/:id/revoke`,
    summary: 'Takes an invitation back',
    access: 'key',
    handle: (event, emulator) => show(revokeInvitation(requirePending(event, emulator), emulator), emulator),
  },
  {
    method: 'POST',
    path: `${PATH}/:id/resend`,
    summary: 'Mails an invitation once more',
    access: 'key',
    handle: (event, emulator) => {
      const { clock, events } = emulator
      const invitation = requireInvitationById(event, emulator)
      const state = invitationState(invitation, clock.now())
      if (state !== 'pending') throw codedError(400, `invite_${state}`, `The invitation is ${state}.`)
      events.emit('invitation.resent', presentInvitationInEvent(invitation, clock.now()))
      mailInvitation(invitation, emulator)
      return show(invitation, emulator)
    },
  },
]

const show = (invitation: Invitation, { clock, settings }: Emulator) =>
  presentInvitation(invitation, clock.now(), settings.current().invitationUrl)

function requireInvitationById(event: H3Event, { store }: Emulator): Invitation {
  const id = pathParam(event, 'id')
  const invitation = store.invitations.get(id)
  if (!invitation) throw notFound('Invitation', id)
  return invitation
}

function requirePending(event: H3Event, emulator: Emulator): Invitation {
  const invitation = requireInvitationById(event, emulator)
  const state = invitationState(invitation, emulator.clock.now())
  if (state !== 'pending') throw codedError(400, 'invite_not_pending', `The invitation is ${state}.`)
  return invitation
}
