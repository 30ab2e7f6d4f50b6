import type { Brand, BrandView } from './brand'

/** What pages may know of a brand. */
export function toBrandView({ name, tagline, logo, termsUrl, privacyUrl, providers }: Brand, organizationId: string | null): BrandView {
  return { name, tagline, logo, termsUrl, privacyUrl, providers: inOrder(providers), organizationId }
}

function inOrder(providers: Brand['providers']): string[] {
  return Object.entries(providers)
    .filter((entry): entry is [string, number] => entry[1] !== false)
    .sort(([, a], [, b]) => a - b)
    .map(([provider]) => provider)
}
