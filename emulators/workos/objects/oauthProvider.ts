/** What the authorize endpoint takes as `provider`, apart from the hosted page (WorkOS API reference: get an authorization URL). */
export const OAUTH_PROVIDERS = [
  'AppleOAuth', 'BitbucketOAuth', 'GitHubOAuth', 'GitLabOAuth', 'GoogleOAuth', 'IntuitOAuth', 'LinkedInOAuth', 'MicrosoftOAuth',
  'SalesforceOAuth', 'SlackOAuth', 'VercelMarketplaceOAuth', 'VercelOAuth', 'XeroOAuth',
] as const

export type OauthProvider = typeof OAUTH_PROVIDERS[number]

export const isOauthProvider = (name: string): name is OauthProvider => OAUTH_PROVIDERS.some(provider => provider === name)

/** As people know it. */
export const providerName = (provider: OauthProvider): string =>
  provider.replace(/OAuth$/, '').replace('Marketplace', ' Marketplace')
