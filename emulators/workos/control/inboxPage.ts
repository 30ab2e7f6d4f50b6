import { escapeHtml } from '../http/escapeHtml'
import type { Mail } from '../mail/mail'

const STYLE = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
  body { max-width: 44rem; margin: 2rem auto; padding: 0 1rem }
  header { display: flex; justify-content: space-between; align-items: baseline; gap: 1rem }
  h1 { font-size: 1.25rem } h2 { font-size: 1rem; margin: 0 }
  ol { list-style: none; padding: 0; display: grid; gap: .75rem }
  li { border: 1px solid color-mix(in srgb, currentcolor 20%, transparent); border-radius: .75rem; padding: 1rem }
  small { opacity: .7 } p { margin: .5rem 0 0; overflow-wrap: anywhere }
  code { font: 600 1.5rem ui-monospace, monospace; letter-spacing: .15em; user-select: all }
`

/** Reloads when there is another mail, so that a selected code stays selected until then. */
const REFRESH = `
  const known = document.body.dataset.count
  setInterval(async () => {
    const mails = await fetch(location.href, { headers: { accept: 'application/json' } }).then(answer => answer.json()).catch(() => null)
    if (mails && String(mails.length) !== known) location.reload()
  }, 1000)
`

/** Newest first, for a person who waits for a code. */
export function inboxPage(mails: readonly Mail[]): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Inbox (${mails.length})</title>
<noscript><meta http-equiv="refresh" content="3"></noscript>
<style>${STYLE}</style>
</head>
<body data-count="${mails.length}">
<header><h1>Inbox of the WorkOS emulator</h1><small>newest first</small></header>
${mails.length > 0 ? `<ol>${mails.toReversed().map(mailItem).join('')}</ol>` : '<p>No mail yet. Sign in to receive a code.</p>'}
<script>${REFRESH}</script>
</body>
</html>`
}

function mailItem({ to, subject, text, code, url, at }: Mail): string {
  return `<li>
<small>${escapeHtml(to)} · <time datetime="${at}">${at.slice(11, 19)} UTC</time></small>
<h2>${escapeHtml(subject)}</h2>
<p>${escapeHtml(text)}</p>
${code ? `<p><code>${escapeHtml(code)}</code></p>` : ''}
${url ? `<p><a href="${escapeHtml(url)}">${escapeHtml(url)}</a></p>` : ''}
</li>`
}
