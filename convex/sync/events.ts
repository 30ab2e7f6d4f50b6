import { v } from 'convex/values'
import { parse } from 'convex-helpers/validators'
import type { WorkosEventName } from '../../common/workosEvents'
import type { MutationCtx } from '../_generated/server'
import { invitations } from './invitations'
import type { Kind } from './kind'
import { memberships } from './memberships'
import { organizationDomains } from './organizationDomains'
import { organizations } from './organizations'
import { roles } from './roles'
import { endedSession, endSession } from './sessions'
import { users } from './users'

/** An event as WorkOS sends and lists it. https://workos.com/docs/events */
export const workosEvent = v.object({ id: v.string(), event: v.string(), created_at: v.string(), data: v.any() })

export interface EventStamp {
  id: string
  /** In ms. */
  at: number
}

/** What an event does to the tables. */
interface EventEffect {
  /** The part of the event's data that is used, fit to be an argument of a Convex function. @throws Error when it is missing. */
  clean: (data: unknown) => object
  apply: (ctx: MutationCtx, data: unknown, event: EventStamp) => Promise<void>
}

const EFFECTS: Record<WorkosEventName, EventEffect> = {
  'user.created': writes(users),
  'user.updated': writes(users),
  'user.deleted': removes(users),
  'organization.created': writes(organizations),
  'organization.updated': writes(organizations),
  'organization.deleted': removes(organizations),
  'organization_domain.created': writes(organizationDomains),
  'organization_domain.updated': writes(organizationDomains),
  'organization_domain.verified': writes(organizationDomains),
  'organization_domain.verification_failed': writes(organizationDomains, 'organization_domain'),
  'organization_domain.deleted': removes(organizationDomains),
  'organization_membership.created': writes(memberships),
  'organization_membership.updated': writes(memberships),
  'organization_membership.deleted': removes(memberships),
  'invitation.created': writes(invitations),
  'invitation.accepted': writes(invitations),
  'invitation.revoked': writes(invitations),
  'invitation.resent': writes(invitations),
  'role.created': writes(roles),
  'role.updated': writes(roles),
  'role.deleted': removes(roles),
  'organization_role.created': writes(roles),
  'organization_role.updated': writes(roles),
  'organization_role.deleted': removes(roles),
  'session.revoked': endsSession(),
}

/** What each event changes. Others are none of our business, now and in the future. */
export const EVENTS: ReadonlyMap<string, EventEffect> = new Map(Object.entries(EFFECTS))

/** @param field where in the data the object is, when it is not all of it. */
function writes(kind: Kind, field?: string): EventEffect {
  return {
    clean: data => kind.clean(field ? Reflect.get(Object(data), field) : data),
    apply: (ctx, object, { id, at }) => kind.store(ctx, object, { at, eventId: id }),
  }
}

/** A deleted object may come with its last state or with little more than its id. */
function removes(kind: Kind): EventEffect {
  const reference = v.object({
    id: v.optional(v.string()),
    slug: v.optional(v.string()),
    user_id: v.optional(v.string()),
    organization_id: v.optional(v.string()),
  })
  return {
    clean: (data) => {
      const cleaned = parse(reference, data)
      requireId(kind.idOfReference(cleaned))
      return cleaned
    },
    apply: async (ctx, data, { at }) => {
      const cleaned = parse(reference, data)
      await kind.remove(ctx, requireId(kind.idOfReference(cleaned)), at, cleaned)
    },
  }
}

function endsSession(): EventEffect {
  return {
    clean: data => parse(endedSession, data),
    apply: (ctx, data, { at }) => endSession(ctx, parse(endedSession, data).id, at),
  }
}

function requireId(id: string | undefined): string {
  if (id === undefined) throw new Error('The event does not say which object was deleted')
  return id
}
