import { defineEventHandler, setHeader } from 'h3'

/** Answers of the auth routes, and what is told of an organization, are for one person and one moment. */
export default defineEventHandler((event) => {
  if (/^\/(?:api\/(?:auth|organization)|auth)(?:\/|$)/.test(event.path)) setHeader(event, 'cache-control', 'no-store')
})
