/**
 * The OAuth providers of WorkOS's authorize endpoint, by what our routes and cookies call them.
 * Discord is missing: WorkOS lists it as a way people signed in, but not as one to ask for.
 */
export const PROVIDERS = {
  'apple': 'AppleOAuth',
  'bitbucket': 'BitbucketOAuth',
  'github': 'GitHubOAuth',
  'gitlab': 'GitLabOAuth',
  'google': 'GoogleOAuth',
  'intuit': 'IntuitOAuth',
  'linkedin': 'LinkedInOAuth',
  'microsoft': 'MicrosoftOAuth',
  'salesforce': 'SalesforceOAuth',
  'slack': 'SlackOAuth',
  'vercel': 'VercelOAuth',
  'vercel-marketplace': 'VercelMarketplaceOAuth',
  'xero': 'XeroOAuth',
} as const

export type ProviderSlug = keyof typeof PROVIDERS

export function isProviderSlug(value: unknown): value is ProviderSlug {
  return typeof value === 'string' && Object.hasOwn(PROVIDERS, value)
}

/** Those among WorkOS's `auth_methods` (`google_oauth` and so on) that are on. */
export function allowedProviders(methods: Record<string, boolean>): ProviderSlug[] {
  return Object.keys(PROVIDERS).filter(isProviderSlug).filter(slug => methods[`${slug.replaceAll('-', '_')}_oauth`])
}
