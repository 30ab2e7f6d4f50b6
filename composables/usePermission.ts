import { computed, type ComputedRef } from '#imports'
import type { Permission } from '../common/permissions'
import { useAuth } from './useAuth'

/**
 * Whether the person may do this in the organization they act in. For what a page shows and offers;
 * whether it works, the server and Convex decide.
 *
 * @example const mayInvite = usePermission('members:manage')
 */
export function usePermission(permission: Permission): ComputedRef<boolean> {
  const { session } = useAuth()
  return computed(() => session.value?.permissions.includes(permission) ?? false)
}
