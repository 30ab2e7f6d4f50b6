import type { BrandView } from '../common/brand'
import { useAppearance } from './useAppearance'

/** The brand of this page: the application's, or that of the organization it is shown to. */
export function useBrand(): BrandView {
  return useAppearance().value.brand
}
