import { computed, type ComputedRef } from '#imports'
import { useAuth } from './useAuth'

/**
 * The organization that a page is about, for the key of what people type into: anew for each
 * organization, so that nothing that was typed for one is sent to another, but kept for whoever
 * is signed out, with what they were typing.
 */
export function useShownOrganization(): ComputedRef<string | null> {
  const { session } = useAuth()
  return computed<string | null>(before => session.value ? session.value.organizationId : before ?? null)
}
