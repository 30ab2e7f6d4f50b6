import type { InvitationView } from '../common/invitation'
import { createError, useAsyncData, useRequestFetch, useRoute, type Ref } from '#imports'

export interface UseInvitationReturn {
  /** What the link in the mail carries. */
  token: string
  invitation: Readonly<Ref<InvitationView>>
}

/** For an address that names none. */
const NONE: InvitationView = { state: 'unknown', email: '', organization: null, inviter: null, expiresAt: '', viewer: 'guest' }

/** The invitation that the page's address names. @throws NuxtError when the server cannot tell right now. */
export async function useInvitation(): Promise<UseInvitationReturn> {
  const token = [useRoute().query.invitation_token].flat()[0] ?? ''
  // As the visitor: the answer says whether they are the invited person.
  const request = useRequestFetch()
  const { data, error } = await useAsyncData('invitation', async () =>
    token ? await request<InvitationView>('/api/auth/invitation', { query: { invitation_token: token } }) : NONE)
  if (!data.value) throw createError({ statusCode: error.value?.statusCode ?? 503, fatal: true, cause: error.value })
  return { token, invitation: data as Ref<InvitationView> }
}
