import { z } from 'zod'
import type { StackUrls } from './stack'
import { readSession } from './signInSteps'
import { createSignedInVisitor, newAddress, type Visitor } from './visitor'
import { controlWorkos } from './workosControl'

export interface TeamMember {
  email: string
  userId: string
  membershipId: string
  organizationId: string
  /** Signed in, in the organization. */
  visitor: Visitor
}

/** An organization that no other test knows. */
export interface Team {
  organizationId: string
  /** Who made it: an admin. */
  manager: TeamMember
  members: TeamMember[]
}

/** Makes an organization by the application's own route. @returns its id. */
export async function createOrganization(visitor: Visitor, name: string): Promise<string> {
  const response = await visitor.postJson('/api/organization', { name })
  const session = await readSession(visitor)
  if (!response.ok || !session?.organizationId) throw new Error(`The organization ${name} was not made: ${await response.text()}`)
  return session.organizationId
}

let count = 0

/** @param roles of those who join whoever made it. */
export async function createTeam(stack: StackUrls, roles: readonly ('admin' | 'member')[], name = `Team ${process.pid}-${count++}`): Promise<Team> {
  const workos = controlWorkos(stack.workosUrl)
  const email = newAddress('manager')
  const visitor = await createSignedInVisitor(stack, email)
  const organizationId = await createOrganization(visitor, name)
  const manager = { email, organizationId, visitor, ...await membershipOf(stack, email, organizationId) }
  const members = []
  for (const role of roles) {
    const email = newAddress(role)
    // Known first, then a member, then signed in: in their only organization at once.
    const { id } = z.object({ id: z.string() }).parse(await workos.api('POST', '/user_management/users', { email, email_verified: true }))
    await workos.api('POST', '/user_management/organization_memberships', { user_id: id, organization_id: organizationId, role_slug: role })
    const visitor = await createSignedInVisitor(stack, email)
    members.push({ email, organizationId, visitor, ...await membershipOf(stack, email, organizationId) })
  }
  return { organizationId, manager, members }
}

async function membershipOf({ workosUrl }: StackUrls, email: string, organizationId: string): Promise<{ userId: string, membershipId: string }> {
  const workos = controlWorkos(workosUrl)
  const userId = await workos.findUserId(email)
  const { data: [membership] } = z.object({ data: z.array(z.object({ id: z.string() })) })
    .parse(await workos.api('GET', `/user_management/organization_memberships?user_id=${userId}&organization_id=${organizationId}`))
  if (!membership) throw new Error(`${email} is not a member of ${organizationId}.`)
  return { userId, membershipId: membership.id }
}
