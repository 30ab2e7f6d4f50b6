/** What the Convex functions need to know of WorkOS, whatever else they are told. */
export const NEEDED_VARIABLES = ['WORKOS_CLIENT_ID', 'WORKOS_API_KEY'] as const
export const WEBHOOK_VARIABLE = 'WORKOS_WEBHOOK_SECRET'
/** Only set where WorkOS is not at its usual address; must then be the same on both sides. */
export const ADDRESS_VARIABLES = ['WORKOS_API_HOSTNAME', 'WORKOS_API_PORT', 'WORKOS_API_HTTPS'] as const
