/** Where the services document what the causes are about. */
export const CONVEX_AUTH_DEBUG = 'https://docs.convex.dev/auth/debug'
export const CONVEX_AUTHKIT = 'https://docs.convex.dev/auth/authkit'
export const CONVEX_CUSTOM_JWT = 'https://docs.convex.dev/auth/advanced/custom-jwt'
export const WORKOS_JWT_TEMPLATES = 'https://workos.com/docs/authkit/jwt-templates'
export const WORKOS_SESSIONS = 'https://workos.com/docs/authkit/sessions'
export const WORKOS_CUSTOM_DOMAINS = 'https://workos.com/docs/custom-domains/auth-api'
