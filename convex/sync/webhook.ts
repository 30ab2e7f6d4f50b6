import { internal } from '../_generated/api'
import { httpAction } from '../_generated/server'
import { readEvent } from './readEvent'
import { findForgery } from './signature'

/**
 * Receives WorkOS's webhooks. It answers 2xx only for what is applied or needs nothing done, so
 * that WorkOS delivers anything else again.
 */
export const webhook = httpAction(async (ctx, request) => {
  const secrets = readSecrets()
  if (secrets.length === 0) {
    console.error('[webhook] refused: WORKOS_WEBHOOK_SECRET is not set on this Convex deployment: npx convex env set WORKOS_WEBHOOK_SECRET whsec_…')
    return new Response('Webhooks are not set up here.', { status: 503 })
  }
  const body = new Uint8Array(await request.arrayBuffer())
  const forgery = await findForgery(body, request.headers.get('workos-signature'), secrets, Date.now())
  if (forgery) return refuse(401, `The webhook was refused: ${forgery}.`)

  let event
  try {
    event = readEvent(JSON.parse(new TextDecoder().decode(body)))
  }
  catch (error) {
    return refuse(422, `The webhook was refused: it is signed, but not understood. ${error instanceof Error ? error.message : String(error)}`)
  }
  if (event) await ctx.runMutation(internal.sync.applyEvent.applyEvent, event)
  return new Response(null, { status: 200 })
})

/** Several, separated by commas, while one replaces another. */
function readSecrets(): string[] {
  return (process.env.WORKOS_WEBHOOK_SECRET ?? '').split(',').map(secret => secret.trim()).filter(Boolean)
}

function refuse(status: number, reason: string): Response {
  console.warn(`[webhook] ${reason}`)
  return new Response(reason, { status })
}
