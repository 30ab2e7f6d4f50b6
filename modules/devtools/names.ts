/** Where the development server shows the tab. */
export const TAB_ROUTE = '/__auth'

/** Where it says what only a server knows. */
export const STATE_ROUTE = '/__auth/state'

/** What pages and the tab talk over (HTML, BroadcastChannel). */
export const CHANNEL = 'nuxt-workos-convex:devtools'

/** Where a page keeps what happened, through reloads and sign-outs, as long as its browser tab is open. */
export const STORED_EVENTS = 'nuxt-workos-convex:devtools-events'

/** Names the browser tab. A frame of the same site shares it with the page that it is in. */
export const STORED_PAGE_ID = 'nuxt-workos-convex:devtools-page'

export const STORED_SESSION = 'nuxt-workos-convex:devtools-session'
