import { useRoute } from '#imports'
import { useBrand } from './useBrand'

/**
 * What the sign-in page sends along with every way in: where to go afterwards, and the organization
 * to sign in to, as far as the address or the brand names them. The server believes neither.
 */
export function useLoginFields(): Record<string, string> {
  const { organizationId } = useBrand()
  const { returnTo, organization = organizationId } = useRoute().query
  return {
    ...(typeof returnTo === 'string' && { returnTo }),
    ...(typeof organization === 'string' && { organization }),
  }
}
