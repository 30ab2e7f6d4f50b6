import { defineNitroPlugin, getRouteRules } from 'nitropack/runtime'
import { brandStyle } from '../../common/brandStyle'

/** Puts the brand's styles into every page, so that none is seen without them. */
export default defineNitroPlugin((nitro) => {
  nitro.hooks.hook('render:html', (html, { event }) => {
    const { brand: resolved, appearance } = event.context
    if (!resolved) return
    const { brand } = resolved
    html.head.push(`<style>${brandStyle(brand)}</style>`)
    if (brand.favicon) html.head.push(`<link rel="icon" href="${escapeAttribute(brand.favicon)}">`)
    // A page that only the browser renders has no payload to carry this.
    if (getRouteRules(event).ssr === false) html.head.push(`<script type="application/json" id="appearance">${escapeScript(JSON.stringify(appearance))}</script>`)
  })
})

function escapeAttribute(value: string): string {
  return value.replace(/&/g, '&amp;').replace(/"/g, '&quot;')
}

/** No end tag or comment in a script element (HTML, 4.12.1.3). */
function escapeScript(json: string): string {
  return json.replace(/</g, '\\u003c')
}
