import { type H3Event, getRequestURL } from 'h3'

/** Without the query, which can carry tokens. */
export const requestPath = (event: H3Event): string => getRequestURL(event).pathname
