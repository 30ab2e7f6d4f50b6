import { getHeader, getRequestIP, type H3Event } from 'h3'

/** The visitor's address and browser, which WorkOS shows in session lists and uses to judge risk. */
export function describeClient(event: H3Event): { ipAddress?: string, userAgent?: string } {
  return { ipAddress: getRequestIP(event), userAgent: getHeader(event, 'user-agent') }
}
