import { parse } from 'convex-helpers/validators'
import { v } from 'convex/values'
import { workosOrigin } from './workosOrigin'

/** The part of a WorkOS user that is kept. WorkOS adds fields over time; they are dropped. */
const workosUser = v.object({
  id: v.string(),
  email: v.string(),
  email_verified: v.boolean(),
  first_name: v.union(v.string(), v.null()),
  last_name: v.union(v.string(), v.null()),
  profile_picture_url: v.union(v.string(), v.null()),
  updated_at: v.string(),
})

/**
 * Reads a user from WorkOS. By plain fetch: WorkOS's SDK would make every push of the functions
 * take three times as long, and every one of their cold starts longer.
 * https://workos.com/docs/reference/authkit/user/get
 *
 * @throws Error when WorkOS does not answer with a user.
 */
export async function fetchWorkosUser(id: string) {
  const { WORKOS_API_KEY, WORKOS_API_HOSTNAME, WORKOS_API_PORT, WORKOS_API_HTTPS } = process.env
  if (!WORKOS_API_KEY) throw new Error('WORKOS_API_KEY is not set on this Convex deployment: npx convex env set WORKOS_API_KEY …')
  const origin = workosOrigin(WORKOS_API_HOSTNAME, WORKOS_API_PORT, WORKOS_API_HTTPS)
  const response = await fetch(`${origin}/user_management/users/${encodeURIComponent(id)}`, {
    headers: { authorization: `Bearer ${WORKOS_API_KEY}` },
  })
  if (!response.ok) throw new Error(`WorkOS answered ${response.status} to a request for user ${id}`)
  const user = parse(workosUser, await response.json())
  return {
    workosUserId: user.id,
    email: user.email,
    emailVerified: user.email_verified,
    firstName: user.first_name,
    lastName: user.last_name,
    profilePictureUrl: user.profile_picture_url,
    workosUpdatedAt: Date.parse(user.updated_at),
  }
}
