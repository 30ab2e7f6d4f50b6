import type { H3Event } from 'h3'
import { z } from 'zod'
import type { AuthAnswer } from '../../../common/authFlow'
import type { ChangeDone } from '../../../common/organizationChange'
import type { Permission } from '../../../common/permissions'
import { AuthError } from '../authError'
import { defineAuthHandler } from '../authHandler'
import { readValidBody, requireValid } from '../readBody'
import { requireMember, requirePermission, type Member } from '../requirePermission'

/** Which organization the page showed when the form was sent. */
const shownSchema = z.looseObject({ organizationId: z.string().max(128).optional() })

export interface ChangeOptions<Schema extends z.ZodType> {
  /** Without one, every member may. */
  permission?: Permission
  body: Schema
  change: (context: { event: H3Event, body: z.infer<Schema>, member: Member }) => Promise<AuthAnswer>
}

/**
 * A route that changes something of the caller's organization, for scripts and plain forms alike.
 * Which organization that is, only the session says. A form that was filled in while another one was
 * shown (the person has switched in another tab) is refused: it was not meant for this one.
 */
export function defineChangeHandler<Schema extends z.ZodType>({ permission, body, change }: ChangeOptions<Schema>) {
  return defineAuthHandler('/organization', async (event) => {
    const member = permission ? await requirePermission(event, permission) : await requireMember(event)
    const form = await readValidBody(event, shownSchema)
    if (form.organizationId && form.organizationId !== member.organizationId) throw new AuthError('organization_switched', { status: 409 })
    return await change({ event, body: requireValid(body, form), member })
  })
}

/** The page of the organization, which says what was done. */
export function done(what: ChangeDone): AuthAnswer {
  return { redirectTo: `/organization?done=${what}` }
}
