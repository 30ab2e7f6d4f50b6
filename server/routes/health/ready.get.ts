import { defineEventHandler, setHeader, setResponseStatus } from 'h3'
import { readReadiness } from '../../utils/health/readiness'

/** Whether visitors can be served: for what sends them here. 503 names what is out of reach. */
export default defineEventHandler(async (event) => {
  const readiness = await readReadiness()
  setHeader(event, 'cache-control', 'no-store')
  if (readiness.status !== 'ok') setResponseStatus(event, 503)
  return readiness
})
