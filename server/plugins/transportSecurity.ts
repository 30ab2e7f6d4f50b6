import { setHeader } from 'h3'
import { defineNitroPlugin } from 'nitropack/runtime'
import { claimedOrigin } from '../utils/origin/claimedOrigin'

/** Seconds: two years, as the preload list of browsers asks for. */
const MAX_AGE_S = 63_072_000

/** Tells browsers that came by https never to come otherwise (RFC 6797). Other hosts of the domain are not ours to speak for. */
export default defineNitroPlugin((nitro) => {
  if (import.meta.dev || import.meta.prerender) return
  nitro.hooks.hook('request', (event) => {
    if (claimedOrigin(event).protocol === 'https:') setHeader(event, 'strict-transport-security', `max-age=${MAX_AGE_S}`)
  })
})
