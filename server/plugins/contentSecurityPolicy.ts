import { randomBytes } from 'node:crypto'
import { setHeader, type H3Event } from 'h3'
import { defineNitroPlugin, useRuntimeConfig } from 'nitropack/runtime'
import type { NuxtRenderHTMLContext } from 'nuxt/app'
import { contentSecurityPolicy, serializePolicy, type Directives } from '../utils/security/contentSecurityPolicy'
import { hashSources, withNonce } from '../utils/security/inlineElements'
import { workosOrigin } from '../utils/workosOrigin'

declare module 'h3' {
  interface H3EventContext {
    /** What scripts and styles of this page prove themselves by. Absent on pages that are the same for everyone. */
    nonce?: string
  }
}

declare module 'nitropack/types' {
  interface NitroRuntimeHooks {
    /** Called for each page, before its Content-Security-Policy is sent. */
    'security:policy': (directives: Directives, context: { event: H3Event }) => void | Promise<void>
  }
}

/** Sections that hold what Nuxt and its plugins write. What components rendered is not among them: a script that got into that must not run. */
const SECTIONS = ['head', 'bodyPrepend', 'bodyAppend'] as const

/** Sends each page with a policy that lets its own scripts and styles run, and no other. */
export default defineNitroPlugin((nitro) => {
  nitro.hooks.hook('render:html', async (html, { event }) => {
    // Nuxt puts the overlay that shows an error to its developer into the page after this.
    if (import.meta.dev && event.path.startsWith('/__nuxt_error')) return
    const { app, public: { convexUrl } } = useRuntimeConfig(event)
    const directives = contentSecurityPolicy({
      ...(isForOneVisitor(event) ? proveByNonce(event, html) : proveByHash(html)),
      convexUrl,
      // A build may have no environment. It matters on emulators only, as any https address is allowed.
      workosOrigin: import.meta.prerender ? '' : workosOrigin(),
      cdnUrl: app.cdnURL,
      isDevelopment: import.meta.dev,
    })
    await nitro.hooks.callHook('security:policy', directives, { event })
    if (import.meta.prerender) html.head.unshift(metaElement(directives))
    else setHeader(event, 'content-security-policy', serializePolicy(directives))
  })
})

/** Others get to see the rest from a cache, with a nonce that anybody could have read before. */
function isForOneVisitor(event: H3Event): boolean {
  return event.context.pageAuth !== undefined
}

function proveByNonce(event: H3Event, html: NuxtRenderHTMLContext) {
  const nonce = event.context.nonce = randomBytes(16).toString('base64url')
  for (const section of SECTIONS) html[section] = html[section].map(piece => withNonce(piece, nonce))
  // While developing, Vite and Nuxt add styles of their own, not all of them with a nonce.
  return { scripts: [`'nonce-${nonce}'`], styles: [import.meta.dev ? '\'unsafe-inline\'' : `'nonce-${nonce}'`] }
}

function proveByHash(html: NuxtRenderHTMLContext) {
  if (import.meta.dev) return { scripts: ['\'unsafe-inline\''], styles: ['\'unsafe-inline\''] }
  return hashSources(SECTIONS.flatMap(section => html[section]).join(''))
}

/** A file has no headers of its own. Frames are refused by `X-Frame-Options`, as this element cannot (CSP 3, 3.3). */
function metaElement({ 'frame-ancestors': _, ...directives }: Directives): string {
  return `<meta http-equiv="Content-Security-Policy" content="${serializePolicy(directives)}">`
}
