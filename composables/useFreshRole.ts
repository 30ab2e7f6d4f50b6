import { watch } from '#imports'
import { claimedRoles } from '../common/claimedRoles'
import { hasSameItems } from '../common/hasSameItems'
import { api } from '../convex/_generated/api'
import { useAuth } from './useAuth'
import { useConvexConnection } from './useConvexAuth'
import { useConvexQuery } from './useConvexQuery'

/**
 * Renews the session as soon as the person's role in their organization is changed. Permissions are
 * in the token, so the change would otherwise count minutes later.
 */
export function useFreshRole(): void {
  const { session } = useAuth()
  const { data: organizations } = useConvexQuery(api.organizations.mine, {})
  if (import.meta.server) return
  const connection = useConvexConnection()
  watch(() => organizations.value?.find(({ isCurrent }) => isCurrent)?.roles, (stored) => {
    if (stored && !hasSameItems(stored, claimedRoles(session.value ?? {}))) connection.renewSession()
  })
}
