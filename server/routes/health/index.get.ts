import { defineEventHandler, setHeader } from 'h3'

/** Whether this process answers: for what restarts it. Says nothing of others, or their outages would restart it. */
export default defineEventHandler((event) => {
  setHeader(event, 'cache-control', 'no-store')
  return { status: 'ok' }
})
