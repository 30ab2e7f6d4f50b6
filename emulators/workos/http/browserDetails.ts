import { type H3Event, getRequestHeader, getRequestIP } from 'h3'
import type { ClientDetails } from '../signIn/beginSignIn'

/** Of a request that the person's own browser made. */
export const browserDetails = (event: H3Event): ClientDetails => ({
  ip_address: getRequestIP(event),
  user_agent: getRequestHeader(event, 'user-agent'),
})
