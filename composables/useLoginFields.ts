import { useRoute } from '#imports'
import { useBrand } from './useBrand'

/**
 * What the sign-in page sends along with every way in: where to go afterwards, and the organization
 * to sign in to. The server believes neither.
 */
export function useLoginFields(): Record<string, string | null | undefined> {
  const { returnTo, organization } = useRoute().query
  return {
    returnTo: [returnTo].flat()[0],
    organization: [organization].flat()[0] ?? useBrand().organizationId,
  }
}
