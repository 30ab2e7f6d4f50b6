import { type H3Event, setResponseHeader, setResponseStatus } from 'h3'
import { escapeHtml } from './escapeHtml'

const STYLE = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
  body { max-width: 24rem; margin: 3rem auto; padding: 0 1rem }
  h1 { font-size: 1.25rem }
  form, ul { display: grid; gap: .5rem; margin: 1.5rem 0; padding: 0; list-style: none }
  button, input[type=email] { font: inherit; padding: .5rem .75rem; width: 100%; box-sizing: border-box }
  button { cursor: pointer; text-align: start }
  label { display: block } small { opacity: .7 }
`

interface HtmlPage {
  readonly status?: number
  readonly title: string
  /** Markup: whoever writes it escapes what comes from outside. */
  readonly body: string
}

/** A page for a person, without scripts. Never kept: it belongs to one sign-in. */
export function htmlPage(event: H3Event, { status = 200, title, body }: HtmlPage): string {
  setResponseStatus(event, status)
  setResponseHeader(event, 'content-type', 'text/html; charset=utf-8')
  setResponseHeader(event, 'cache-control', 'no-store')
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
${body}
</main>
</body>
</html>`
}
