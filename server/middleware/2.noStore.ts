import { defineEventHandler, setHeader } from 'h3'

/** Answers of the auth routes are for one person and one moment. */
export default defineEventHandler((event) => {
  if (event.path.startsWith('/api/auth/') || event.path.startsWith('/auth/')) setHeader(event, 'cache-control', 'no-store')
})
