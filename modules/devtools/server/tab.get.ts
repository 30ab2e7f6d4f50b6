import { defineEventHandler, setHeader } from 'h3'
import { useRuntimeConfig } from 'nitropack/runtime'
import { brandStyle } from '../../../common/brandStyle'
import { resolveBrand } from '../../../server/utils/brand'
import { serializePolicy } from '../../../server/utils/security/contentSecurityPolicy'

/** Where Vite has the tab's files. The module that serves the tab says so, in development only. */
export interface TabFiles {
  script: string
  styles: string[]
}

/** The tab. It talks to this server only, and is shown in frames of this site only. */
export default defineEventHandler((event) => {
  const { script, styles } = useRuntimeConfig(event).authDevtools as TabFiles
  setHeader(event, 'content-type', 'text/html; charset=utf-8')
  setHeader(event, 'cache-control', 'no-store')
  setHeader(event, 'content-security-policy', serializePolicy({
    'default-src': ['\'none\''],
    'script-src': ['\'self\''],
    // The brand's is in the page.
    'style-src': ['\'self\'', '\'unsafe-inline\''],
    'img-src': ['\'self\'', 'data:'],
    'connect-src': ['\'self\'', 'ws:', 'wss:'],
    'base-uri': ['\'none\''],
    'form-action': ['\'none\''],
    'frame-ancestors': ['\'self\''],
  }))
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Session</title>
<style>${brandStyle(resolveBrand({}).brand)}</style>
${styles.map(style => `<link rel="stylesheet" href="${style}">`).join('\n')}
</head>
<body>
<div id="tab"></div>
<script type="module" src="${script}"></script>
</body>
</html>
`
})
